/* A plugin without a purpose, right (ODD_good) or wrong in the one way its definition names. It tells the host's log
 * when it starts and ends. */
#include <rushes/abi/rushes.h>

#include <string.h>

static const rushes_host* host;

static void say(const char* text) {
  const rushes_host_log* log = (const rushes_host_log*)host->get_interface(host, RUSHES_HOST_LOG);
  if (log) log->log(host, RUSHES_LOG_INFO, text);
}

#ifdef ODD_undefined_symbol
extern void nobody_defines_this(void);
#endif

static rushes_status RUSHES_CALL start(const rushes_host* h, const char* folder, rushes_error* error) {
  (void)folder;
  host = h;
#ifdef ODD_init_fails
  strcpy(error->message, "the moon is in the wrong phase");
  return RUSHES_E_STATE;
#endif
#ifdef ODD_undefined_symbol
  nobody_defines_this();
#endif
#ifdef ODD_reenters
  {
    const void* again = host->get_interface(host, "test.find");
    if (again) ((void (*)(void))(uintptr_t)again)();
  }
#endif
  (void)error;
  say("init");
  return RUSHES_OK;
}
static void RUSHES_CALL stop(void) { say("deinit"); }

static const rushes_param_info amount = {
    sizeof amount, RUSHES_P_FLOAT, 0, 0, "amount", "Amount", "", "", {1, 0, 0, 0}, 0, 1, 0, 1, 0, "", NULL, NULL, 0, 1};
static const rushes_param_info* const params[] = {&amount, &amount};
static const rushes_plugin_info description = {sizeof description,
#ifdef ODD_other_kind
                                               RUSHES_KIND_STORAGE,
#else
                                               RUSHES_KIND_EFFECT,
#endif
#ifdef ODD_other_id
                                               "test.somebody.else",
#else
                                               "test.odd",
#endif
                                               "Odd",
                                               "Test",
                                               "1.0",
                                               "MIT",
                                               "",
#ifdef ODD_other_version
                                               2,
#else
                                               1,
#endif
#ifdef ODD_more_params
                                               2,
#else
                                               1,
#endif
                                               params,
                                               NULL,
                                               RUSHES_TRAIT_STATELESS,
                                               1,
                                               0};

static const rushes_plugin_info* RUSHES_CALL info(uint32_t index) { return index == 0 ? &description : NULL; }
static rushes_instance the_instance;
static rushes_status RUSHES_CALL create(uint32_t index, const rushes_host* h, rushes_bytes state, rushes_instance** out,
                                        rushes_error* error) {
  (void)index, (void)h, (void)state, (void)error;
  *out = &the_instance;
  return RUSHES_OK;
}
static void RUSHES_CALL destroy(rushes_instance* i) { (void)i; }
static const void* RUSHES_CALL get_interface(rushes_instance* i, const char* id) { return (void)i, (void)id, NULL; }

static const rushes_factory the_factory = {
#ifdef ODD_small_factory
    8,
#else
    sizeof the_factory,
#endif
    1,       info,
#ifdef ODD_null_create
    NULL,
#else
    create,
#endif
    destroy, get_interface};
static const rushes_factory* RUSHES_CALL factory(void) {
#ifdef ODD_null_factory
  return NULL;
#endif
  return &the_factory;
}

#ifndef ODD_no_entry
RUSHES_EXPORT extern const rushes_entry rushes_entry_1;
const rushes_entry rushes_entry_1 = {
#ifdef ODD_small_entry
    4,
#else
    sizeof rushes_entry_1,
#endif
#ifdef ODD_wrong_major
    7,
#else
    RUSHES_ABI_MAJOR,
#endif
    0,    0,
#ifdef ODD_null_init
    NULL,
#else
    start,
#endif
    stop, factory};
#endif
