/* SPDX-License-Identifier: MIT
 * Sound in, sound out. */
#ifndef RUSHES_ABI_AUDIO_H
#define RUSHES_ABI_AUDIO_H
#include "plugin.h"
RUSHES_C_BEGIN
#define RUSHES_AUDIO_EFFECT "rushes.audio_effect/1"
typedef struct rushes_audio_args {
  uint32_t size;
  uint32_t n_params;
  const rushes_value* params; /* at the first sample of the block */
  int64_t duration;           /* samples, of what the effect is applied to; 0 = unknown */
} rushes_audio_args;

/* The host calls process with blocks of at most max_frames whose `start` counts samples from the beginning of what the
 * effect is applied to, one after the other from the sample that reset named.  A result must depend on sample
 * positions, never on where blocks begin.  After reset(s) the results are exact from s + preroll_samples on. */
typedef struct rushes_audio_effect {
  uint32_t size;
  uint32_t preroll_samples;
  rushes_status(RUSHES_CALL* prepare)(rushes_instance*, uint32_t rate, uint32_t channels, uint64_t layout,
                                      uint32_t max_frames, rushes_error*) RUSHES_NOEXCEPT;   /* [control] */
  rushes_status(RUSHES_CALL* reset)(rushes_instance*, int64_t start_sample) RUSHES_NOEXCEPT; /* [control] */
  /* in[i] and out cover the same samples; out may be in[0].  [control] */
  rushes_status(RUSHES_CALL* process)(rushes_instance*, const rushes_call*, const rushes_audio_args*,
                                      const rushes_audio* const* in, uint32_t n_in, rushes_audio* out,
                                      rushes_error*) RUSHES_NOEXCEPT;
  uint32_t(RUSHES_CALL* latency)(rushes_instance*) RUSHES_NOEXCEPT; /* samples the output lags; the host compensates */
  uint32_t(RUSHES_CALL* tail)(rushes_instance*) RUSHES_NOEXCEPT;    /* samples it goes on after the input ended */
} rushes_audio_effect;
RUSHES_C_END
#endif
