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
RUSHES_C_END
#endif
