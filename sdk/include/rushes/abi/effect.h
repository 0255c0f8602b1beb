/* SPDX-License-Identifier: MIT
 * Video in, video out: effects, transitions and generators. */
#ifndef RUSHES_ABI_EFFECT_H
#define RUSHES_ABI_EFFECT_H
#include "plugin.h"
RUSHES_C_BEGIN
#define RUSHES_EFFECT "rushes.effect/1"
#define RUSHES_OUTPUT 0xFFFFFFFFu /* as the input number of rushes_effect.formats */

typedef struct rushes_time {
  int64_t frame;
  rushes_rational rate;
} rushes_time; /* frame number, frames per second */
typedef struct rushes_need {
  uint32_t input;
  uint32_t optional;
  int64_t frame;
  rushes_rect roi;
} rushes_need;

/* Everything a result may depend on: this struct IS what the cache key is made of. */
typedef struct rushes_effect_args {
  uint32_t size;
  uint32_t quality;           /* 0 final, 1 preview, 2 thumbnail */
  rushes_time time;           /* frame counts from the start of what the effect is applied to */
  rushes_rect roi;            /* wanted part of the output */
  rushes_rational scale;      /* proxy scale, 1/1 = full; parameters in pixels are already scaled */
  rushes_video_format format; /* of the output */
  rushes_rect full;           /* of the output */
  uint32_t n_params;
  uint32_t n_inputs;
  const rushes_value* params;    /* in the order of rushes_plugin_info.params */
  const rushes_rect* input_full; /* n_inputs of them */
  uint64_t seed;                 /* the only allowed source of randomness */
  const void* sampler;           /* parameters at other times: a rushes_host_sampler, or NULL */
  int64_t duration;              /* in frames, of what the effect is applied to; 0 = unknown.  Set for USES_TIME */
} rushes_effect_args;

typedef struct rushes_effect {
  uint32_t size;
  uint32_t reserved;
  /* Accepted formats of an input, best first; returns how many there are, writes at most cap.  Members may be
   * RUSHES_ANY. The host takes the first one that what it has matches, else converts to the first one.  For
   * RUSHES_OUTPUT: what comes out, members that are RUSHES_ANY being those of input 0 (of the project, for a
   * generator); 0 formats = as input 0. Every effect accepts packed RGBA float32 premultiplied at the least.
   * [any-thread] */
  uint32_t(RUSHES_CALL* formats)(rushes_instance*, uint32_t input, rushes_video_format* out,
                                 uint32_t cap) RUSHES_NOEXCEPT;
  /* Pure and cheap: which frames and which regions.  RUSHES_NOT_HANDLED = every input, same frame, same roi.
   * *identity >= 0 means "the output is that need, unchanged"; the host sets it to -1 before.  May be NULL.
   * [any-thread] */
  rushes_status(RUSHES_CALL* plan)(rushes_instance*, const rushes_effect_args*, rushes_need* out, uint32_t cap,
                                   uint32_t* n, int32_t* identity, rushes_error*) RUSHES_NOEXCEPT;
  /* in[i] answers need i (NULL only where optional).  Fills every pixel of out->bounds.  [render] */
  rushes_status(RUSHES_CALL* render)(rushes_instance*, const rushes_call*, const rushes_effect_args*,
                                     const rushes_image* const* in, uint32_t n_in, rushes_image* out,
                                     rushes_error*) RUSHES_NOEXCEPT;
  /* Only without RUSHES_TRAIT_STATELESS: forget history; frames then come in order from `frame`.  [control] */
  rushes_status(RUSHES_CALL* reset)(rushes_instance*, int64_t frame) RUSHES_NOEXCEPT;
  uint32_t preroll_frames; /* how far back the host must start to make reset() exact */
  uint32_t reserved2;
} rushes_effect;

/* ---- Optional interfaces: what lets a host do less ---------------------------------------------------------------- */

/* Of an effect with one input, RUSHES_TRAIT_POINTWISE and RUSHES_TRAIT_IN_PLACE: what it does to a frame, as a table for
 * each plane. A host then runs a chain of such effects as one pass over the picture, whoever made them. */
#define RUSHES_EFFECT_POINTWISE "rushes.effect.pointwise/1"

/* Each sample v of plane k becomes table[k][v]. Where `mixes` is not 0, the samples t of planes 0, 1 and 2 that come of
 * that are then mixed:   out_k = clamp((mix[k][0] t_0 + mix[k][1] t_1 + mix[k][2] t_2 + mix[k][3] + 8192) >> 14, 0, max)
 * with >> rounding down and max = 2^bits - 1. Coefficients are within +-2^17, offsets within +-2^29; only for formats of
 * at most 12 bits. Where chroma is subsampled, luma and chroma do not mix: mix[0][1], mix[0][2], mix[1][0] and mix[2][0]
 * are 0. Alpha is never mixed. */
typedef struct rushes_pointwise {
  uint32_t size;
  uint32_t entries;   /* of each table: 2^bits */
  uint16_t* table[4]; /* of the host, one for each plane, filled with v -> v; NULL where the format has no such plane */
  uint32_t mixes;
  uint32_t reserved;
  int32_t mix[3][4]; /* in 1/2^14; the unit matrix before */
} rushes_pointwise;

typedef struct rushes_effect_pointwise {
  uint32_t size;
  uint32_t reserved;
  /* Asked for planar formats of unsigned samples only. RUSHES_OK promises that render() gives the same bytes;
   * RUSHES_NOT_HANDLED = with these parameters in this format it is no such map, and render() is called.
   * Depends on nothing but the arguments. [any-thread] */
  rushes_status(RUSHES_CALL* map)(rushes_instance*, const rushes_effect_args*, rushes_pointwise* out,
                                  rushes_error*) RUSHES_NOEXCEPT;
} rushes_effect_pointwise;

#define RUSHES_EFFECT_HINTS "rushes.effect.hints/1"

/* Either may be NULL or answer RUSHES_NOT_HANDLED. Both depend on nothing but the arguments. [any-thread] */
typedef struct rushes_effect_hints {
  uint32_t size;
  uint32_t reserved;
  /* A part of the frame outside of which the output is transparent; an empty one when all of it is. args->roi is the
   * whole frame. A host then renders and blends that part only. */
  rushes_status(RUSHES_CALL* extent)(rushes_instance*, const rushes_effect_args*, rushes_rect* out) RUSHES_NOEXCEPT;
  /* Of generators that use the time: a frame at which, with the same parameters, the output has the same bytes. Equal
   * frames should name the same one; a host then renders them once. */
  rushes_status(RUSHES_CALL* same_as)(rushes_instance*, const rushes_effect_args*, int64_t* frame) RUSHES_NOEXCEPT;
} rushes_effect_hints;
RUSHES_C_END
#endif
