/* SPDX-License-Identifier: MIT
 * What a plugin is: the entry, the factory, and the description of each plugin in a bundle. */
#ifndef RUSHES_ABI_PLUGIN_H
#define RUSHES_ABI_PLUGIN_H
#include "host.h"
#include "media.h"
#include "params.h"
RUSHES_C_BEGIN
enum {
  RUSHES_KIND_EFFECT = 1,
  RUSHES_KIND_ENGINE = 2,
  RUSHES_KIND_STORAGE = 3,
  RUSHES_KIND_AUDIO_EFFECT = 4,
  RUSHES_KIND_ANALYZER = 5
};

#define RUSHES_TRAIT_DETERMINISTIC (1ull << 0) /* same inputs, same bytes, on any thread */
#define RUSHES_TRAIT_STATELESS (1ull << 1)     /* frame n needs nothing but plan(n): random access is safe */
#define RUSHES_TRAIT_CONCURRENT (1ull << 2)    /* one instance may render on several threads at once */
#define RUSHES_TRAIT_INSTANCES (1ull << 3)     /* different instances may; without either bit: one call at a time */
#define RUSHES_TRAIT_IN_PLACE (1ull << 4)      /* the output may share its memory with input 0 */
#define RUSHES_TRAIT_TILES (1ull << 5)         /* renders any sub-rectangle of the output */
#define RUSHES_TRAIT_POINTWISE (1ull << 6)     /* pixel (x,y) depends on (x,y) only: the host may fuse and slice */
#define RUSHES_TRAIT_USES_TIME (1ull << 7)     /* without it args.time is 0: a moved clip keeps its cache */
#define RUSHES_TRAIT_USES_SEED (1ull << 8)     /* without it args.seed is 0 */
#define RUSHES_TRAIT_TRANSITION \
  (1ull << 9) /* two inputs, leaving and coming; parameter "rushes.mix" runs from 0 to 1 */
#define RUSHES_TRAIT_GENERATOR (1ull << 10) /* an effect without inputs */

typedef struct rushes_plugin_info {
  uint32_t size;
  int32_t kind;
  const char *id, *name, *vendor, *version_text, *license_spdx, *description;
  uint32_t version; /* raise it when OUTPUT changes for the same inputs: it is part of every key */
  uint32_t n_params;
  const rushes_param_info* const* params;
  const char* const* requires_; /* host interface ids without which create() would fail; NULL ended; may be NULL */
  uint64_t traits;              /* RUSHES_TRAIT_* */
  uint32_t n_inputs;
  uint32_t reserved; /* effects: pictures (or, audio effects: signals) it takes */
} rushes_plugin_info;

typedef struct rushes_instance {
  void* self;
  const void* reserved;
} rushes_instance; /* plugin owned */

typedef struct rushes_factory {
  uint32_t size;
  uint32_t count;
  const rushes_plugin_info*(RUSHES_CALL* info)(uint32_t index)RUSHES_NOEXCEPT; /* [any-thread] until deinit */
  /* `state` is what rushes_state.save wrote, or empty.  [control] */
  rushes_status(RUSHES_CALL* create)(uint32_t index, const rushes_host*, rushes_bytes state, rushes_instance** out,
                                     rushes_error*) RUSHES_NOEXCEPT;
  void(RUSHES_CALL* destroy)(rushes_instance*) RUSHES_NOEXCEPT; /* [control] no call is running */
  /* The table for id (RUSHES_EFFECT ...), or NULL.  The same pointer every time.  [any-thread] */
  const void*(RUSHES_CALL* get_interface)(rushes_instance*, const char* id)RUSHES_NOEXCEPT;
} rushes_factory;

/* THE entry: one exported data symbol; no code of the plugin runs before the host has read it.
 * init and deinit are counted: they may be called several times, in pairs.  [control] */
typedef struct rushes_entry {
  uint32_t size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;
  rushes_status(RUSHES_CALL* init)(const rushes_host*, const char* bundle_dir, rushes_error*) RUSHES_NOEXCEPT;
  void(RUSHES_CALL* deinit)(void) RUSHES_NOEXCEPT;
  const rushes_factory*(RUSHES_CALL* factory)(void)RUSHES_NOEXCEPT;
} rushes_entry;
#define RUSHES_ENTRY_SYMBOL "rushes_entry_1"

/* Only for what parameters cannot hold (tracking data, a model). */
#define RUSHES_STATE "rushes.state/1"
typedef struct rushes_state {
  uint32_t size;
  uint32_t reserved;
  rushes_status(RUSHES_CALL* save)(rushes_instance*, const rushes_sink*,
                                   rushes_error*) RUSHES_NOEXCEPT; /* [control] canonical bytes */
  /* Parameters written by an older version: JSON in, JSON out.  Called without an instance.  [any-thread] */
  rushes_status(RUSHES_CALL* migrate)(const char* plugin_id, uint32_t from_version, rushes_bytes params_json,
                                      const rushes_sink* out, rushes_error*) RUSHES_NOEXCEPT;
} rushes_state;
RUSHES_C_END
#endif
