/* The smallest effect in plain C: a negative. */
#include <rushes/abi/effect.h>

#include <string.h>

static const rushes_plugin_info description = {sizeof(rushes_plugin_info),
                                               RUSHES_KIND_EFFECT,
                                               "org.rushes.example.invert_c",
                                               "Invert (C)",
                                               "Rushes",
                                               "1.0",
                                               "MIT",
                                               "A negative of the picture.",
                                               1,
                                               0,
                                               NULL,
                                               NULL,
                                               RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS |
                                                   RUSHES_TRAIT_CONCURRENT | RUSHES_TRAIT_POINTWISE |
                                                   RUSHES_TRAIT_TILES,
                                               1,
                                               0};

static uint32_t RUSHES_CALL formats(rushes_instance* self, uint32_t input, rushes_video_format* out, uint32_t cap) {
  const rushes_video_format rgba = {RUSHES_FAMILY_RGB,
                                    RUSHES_SAMPLE_FLOAT,
                                    32,
                                    4,
                                    0,
                                    0,
                                    RUSHES_ALPHA_PREMULTIPLIED,
                                    1,
                                    RUSHES_ANY,
                                    RUSHES_ANY,
                                    0,
                                    1,
                                    RUSHES_ANY,
                                    RUSHES_ANY,
                                    {0, 0}};
  (void)self;
  if (input == RUSHES_OUTPUT) return 0; /* as input 0 */
  if (cap) out[0] = rgba;
  return 1;
}

static rushes_status RUSHES_CALL render(rushes_instance* self, const rushes_call* call, const rushes_effect_args* args,
                                        const rushes_image* const* in, uint32_t n_in, rushes_image* out,
                                        rushes_error* error) {
  (void)self, (void)call, (void)args, (void)error;
  if (n_in < 1 || !in[0]) return RUSHES_E_INVALID;
  for (int32_t y = 0; y < out->bounds.y2 - out->bounds.y1; ++y) {
    const float* a = (const float*)((const char*)in[0]->plane[0].data + y * in[0]->plane[0].stride);
    float* b = (float*)((char*)out->plane[0].data + y * out->plane[0].stride);
    for (int32_t x = out->bounds.x1; x < out->bounds.x2; ++x, a += 4, b += 4) {
      for (int c = 0; c < 3; ++c) b[c] = a[3] - a[c]; /* premultiplied: white is the alpha of the pixel */
      b[3] = a[3];
    }
  }
  return RUSHES_OK;
}

static const rushes_effect effect = {sizeof(rushes_effect), 0, formats, NULL, render, NULL, 0, 0};
static rushes_instance the_instance; /* it has no state, so one will do */

static const rushes_plugin_info* RUSHES_CALL info(uint32_t index) { return index == 0 ? &description : NULL; }
static rushes_status RUSHES_CALL create(uint32_t index, const rushes_host* host, rushes_bytes state,
                                        rushes_instance** out, rushes_error* error) {
  (void)host, (void)state, (void)error;
  *out = &the_instance;
  return index == 0 ? RUSHES_OK : RUSHES_E_NOT_FOUND;
}
static void RUSHES_CALL destroy(rushes_instance* self) { (void)self; }
static const void* RUSHES_CALL get_interface(rushes_instance* self, const char* id) {
  return (void)self, strcmp(id, RUSHES_EFFECT) == 0 ? &effect : NULL;
}
static const rushes_factory the_factory = {sizeof(rushes_factory), 1, info, create, destroy, get_interface};

static rushes_status RUSHES_CALL start(const rushes_host* host, const char* folder, rushes_error* error) {
  return (void)host, (void)folder, (void)error, RUSHES_OK;
}
static void RUSHES_CALL stop(void) {}
static const rushes_factory* RUSHES_CALL factory(void) { return &the_factory; }
RUSHES_EXPORT extern const rushes_entry rushes_entry_1;
const rushes_entry rushes_entry_1 = {sizeof(rushes_entry), RUSHES_ABI_MAJOR, RUSHES_ABI_MINOR, 0, start, stop, factory};
