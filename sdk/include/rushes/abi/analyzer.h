/* SPDX-License-Identifier: MIT
 * Frames or sound in, findings out: scene cuts, loudness, peaks.  Results are cached by the content they were made of.
 */
#ifndef RUSHES_ABI_ANALYZER_H
#define RUSHES_ABI_ANALYZER_H
#include "plugin.h"
RUSHES_C_BEGIN
#define RUSHES_ANALYZER "rushes.analyzer/1"
typedef struct rushes_analyzer {
  uint32_t size;
  uint32_t wants; /* RUSHES_WANTS_* */
  rushes_status(RUSHES_CALL* begin)(rushes_instance*, const rushes_value* params, uint32_t n_params,
                                    rushes_error*) RUSHES_NOEXCEPT; /* [control] */
  rushes_status(RUSHES_CALL* video)(rushes_instance*, const rushes_call*, const rushes_image*, int64_t frame,
                                    rushes_error*) RUSHES_NOEXCEPT; /* [control] in order */
  rushes_status(RUSHES_CALL* audio)(rushes_instance*, const rushes_call*, const rushes_audio*,
                                    rushes_error*) RUSHES_NOEXCEPT; /* [control] in order */
  rushes_status(RUSHES_CALL* finish)(rushes_instance*, const rushes_sink* json, rushes_error*) RUSHES_NOEXCEPT;
} rushes_analyzer;
#define RUSHES_WANTS_VIDEO (1u << 0)
#define RUSHES_WANTS_AUDIO (1u << 1)
RUSHES_C_END
#endif
