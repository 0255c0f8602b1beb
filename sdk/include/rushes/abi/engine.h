/* SPDX-License-Identifier: MIT
 * Generation: a request in, a ticket out, later the media.  The host owns time, retries, persistence and the network;
 * an engine keeps nothing between calls but what its ticket says, so that a job survives a restart.
 *
 *     check (free) -> prepare (uploads, free) -> submit (the billable call) -> poll ... -> fetch
 */
#ifndef RUSHES_ABI_ENGINE_H
#define RUSHES_ABI_ENGINE_H
#include "plugin.h"
RUSHES_C_BEGIN
#define RUSHES_ENGINE "rushes.engine/1"
enum {
  RUSHES_JOB_QUEUED = 1,
  RUSHES_JOB_RUNNING = 2,
  RUSHES_JOB_SUCCEEDED = 3,
  RUSHES_JOB_FAILED = 4,
  RUSHES_JOB_CANCELLED = 5
};

/* An input picture, clip or sound.  role: "first-frame", "last-frame", "reference", "video", "audio", ...
 * `resource` is an id for rushes.host.resources/1; inline_data is used where it is not empty. */
typedef struct rushes_gen_input {
  const char* role;
  const char* resource;
  const char* mime;
  rushes_bytes inline_data;
} rushes_gen_input;

typedef struct rushes_gen_request {
  uint32_t size;
  uint32_t n_inputs;
  const char* mode;                     /* "text-to-video", "image-to-video", "speech", "music", "ambience", ... */
  const char *prompt, *negative_prompt; /* never NULL */
  int64_t duration;                     /* ticks of 1/705600000 s; 0 = the engine decides */
  rushes_rational rate;                 /* frames per second; sound only: 0/1 */
  uint32_t width, height;
  uint64_t seed;
  uint32_t count;
  uint32_t n_params; /* count: how many results are wanted; params as rushes_plugin_info lists them */
  const rushes_gen_input* inputs;
  const rushes_value* params;
  const char* idempotency_key; /* the same key again must not bill again */
} rushes_gen_request;

typedef struct rushes_job_state {
  uint32_t size;
  int32_t state;   /* RUSHES_JOB_* */
  double progress; /* 0..1, below 0 = unknown */
  uint32_t poll_after_ms;
  uint32_t n_outputs;
  double cost;
  char currency[8];
  uint64_t eta_ms;
} rushes_job_state;

typedef struct rushes_engine {
  uint32_t size;
  uint32_t reserved;
  /* JSON: {"modes":[...],"durations":...,"sizes":...,"max_prompt":...,"price":...}.  No network.  [any-thread] */
  rushes_status(RUSHES_CALL* capabilities)(rushes_instance*, const rushes_sink* json, rushes_error*) RUSHES_NOEXCEPT;
  /* Validates and estimates time and cost.  What would be changed about the request goes to `notes` as a JSON array of
   * sentences.  No network.  [any-thread] */
  rushes_status(RUSHES_CALL* check)(rushes_instance*, const rushes_gen_request*, rushes_job_state* estimate,
                                    const rushes_sink* notes, rushes_error*) RUSHES_NOEXCEPT;
  /* Free of charge: uploads of inputs.  Writes bytes that submit gets.  May be NULL.  [job] */
  rushes_status(RUSHES_CALL* prepare)(rushes_instance*, const rushes_call*, const rushes_gen_request*,
                                      const rushes_sink* prepared, rushes_error*) RUSHES_NOEXCEPT;
  /* The billable call.  The ticket holds all that poll, cancel and fetch need; the host stores it.  [job] */
  rushes_status(RUSHES_CALL* submit)(rushes_instance*, const rushes_call*, const rushes_gen_request*,
                                     rushes_bytes prepared, const rushes_sink* ticket, rushes_job_state*,
                                     rushes_error*) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* poll)(rushes_instance*, const rushes_call*, rushes_bytes ticket, rushes_job_state*,
                                   rushes_error*) RUSHES_NOEXCEPT; /* [job] */
  rushes_status(RUSHES_CALL* cancel)(rushes_instance*, const rushes_call*, rushes_bytes ticket,
                                     rushes_error*) RUSHES_NOEXCEPT; /* [job] */
  /* Writes result number `output` as a media file's bytes, and what is known of it as JSON ({"mime":...}).  [job] */
  rushes_status(RUSHES_CALL* fetch)(rushes_instance*, const rushes_call*, rushes_bytes ticket, uint32_t output,
                                    const rushes_sink* data, const rushes_sink* meta_json,
                                    rushes_error*) RUSHES_NOEXCEPT;
  /* The answer of a submit was lost: finds the job by its idempotency key and writes its ticket, or
   * RUSHES_E_NOT_FOUND (never billed), or RUSHES_E_UNSUPPORTED (cannot tell).  May be NULL.  [job] */
  rushes_status(RUSHES_CALL* reconcile)(rushes_instance*, const rushes_call*, const rushes_gen_request*,
                                        const rushes_sink* ticket, rushes_job_state*, rushes_error*) RUSHES_NOEXCEPT;
} rushes_engine;
RUSHES_C_END
#endif
