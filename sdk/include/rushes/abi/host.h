/* SPDX-License-Identifier: MIT
 * What the host lends to plugins: everything by id, from one table that is valid from create() to destroy().
 * A service the host does not offer is a NULL; a plugin that cannot do without names it in
 * rushes_plugin_info.requires_. */
#ifndef RUSHES_ABI_HOST_H
#define RUSHES_ABI_HOST_H
#include "base.h"
#include "media.h"
#include "params.h"
RUSHES_C_BEGIN
typedef struct rushes_host {
  uint32_t size;
  uint32_t abi_minor;
  void* ctx;
  const char *name, *version;
  const void*(RUSHES_CALL* get_interface)(const struct rushes_host*, const char* id)RUSHES_NOEXCEPT; /* [any-thread] */
} rushes_host;

/* ---- log ------------------------------------------------------------------------------------------------- */
#define RUSHES_HOST_LOG "rushes.host.log/1"
enum { RUSHES_LOG_DEBUG = 0, RUSHES_LOG_INFO = 1, RUSHES_LOG_WARNING = 2, RUSHES_LOG_ERROR = 3 };
typedef struct rushes_host_log {
  uint32_t size;
  uint32_t reserved;
  void(RUSHES_CALL* log)(const rushes_host*, int32_t level, const char* utf8) RUSHES_NOEXCEPT; /* [any-thread] */
} rushes_host_log;

/* ---- tasks: work in parallel on the HOST's threads -------------------------------------------------------- */
#define RUSHES_HOST_TASKS "rushes.host.tasks/1"
typedef struct rushes_host_tasks {
  uint32_t size;
  uint32_t reserved;
  uint32_t(RUSHES_CALL* concurrency)(const rushes_host*) RUSHES_NOEXCEPT;
  /* body(user, 0..n-1), in any order and possibly at once; returns when all are done.  The caller helps, so calls nest.
   */
  rushes_status(RUSHES_CALL* parallel)(const rushes_host*, uint32_t n, void* user,
                                       void(RUSHES_CALL* body)(void* user, uint32_t i) RUSHES_NOEXCEPT) RUSHES_NOEXCEPT;
} rushes_host_tasks;

/* ---- scratch: files of one's own -------------------------------------------------------------------------- */
#define RUSHES_HOST_SCRATCH "rushes.host.scratch/1"
typedef struct rushes_host_scratch {
  uint32_t size;
  uint32_t reserved;
  /* A folder of this plugin's own that may be written; it is removed when the host ends.  The path goes to `path`. */
  rushes_status(RUSHES_CALL* folder)(const rushes_host*, const rushes_sink* path,
                                     rushes_error*) RUSHES_NOEXCEPT; /* [any-thread] */
} rushes_host_scratch;

/* ---- sampler: a parameter at another time than args.time (motion blur).  Using it puts the whole curve into the key.
 */
#define RUSHES_HOST_SAMPLER "rushes.host.sampler/1"
typedef struct rushes_host_sampler {
  uint32_t size;
  uint32_t reserved;
  void* ctx;
  /* frame may be fractional.  *out.s is valid until render returns.  [render] */
  rushes_status(RUSHES_CALL* value_at)(const struct rushes_host_sampler*, uint32_t param, double frame,
                                       rushes_value* out) RUSHES_NOEXCEPT;
} rushes_host_sampler;

/* ---- http: the only way to the network.  The manifest lists the hosts that may be asked. -------------------- */
#define RUSHES_HOST_HTTP "rushes.host.http/1"
enum { RUSHES_RETRY_NONE = 0, RUSHES_RETRY_SAFE = 1, RUSHES_RETRY_RESIGN = 2 };
#define RUSHES_HTTP_BILLABLE (1u << 0) /* the host has the intent on disk before the first byte leaves */
/* Pulls up to cap bytes of a body; 0 = its end; below 0 = a status.  rewind starts it again for a new attempt. */
typedef struct rushes_source {
  uint32_t size;
  uint32_t reserved;
  void* ctx;
  int64_t(RUSHES_CALL* read)(void* ctx, void* data, uint64_t cap) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* rewind)(void* ctx) RUSHES_NOEXCEPT; /* NULL: the body can be sent once only */
  int64_t length;                                                /* -1 = unknown */
} rushes_source;
typedef struct rushes_http_request {
  uint32_t size;
  uint32_t timeout_ms;
  const char *method, *url;
  const char* const* headers;
  uint32_t n_headers;
  uint32_t flags; /* "Name: value"; RUSHES_HTTP_* */
  rushes_bytes body;
  const rushes_source* body_source; /* one of them, or neither */
  const char* idempotency_key;
  const char* secret_ref; /* a credential the host injects as the manifest's header template says */
  uint32_t retry;
  uint32_t reserved; /* RUSHES_RETRY_* */
  /* RESIGN: called before each attempt; writes that attempt's headers, one per line, "Name: value\n". */
  void* attempt_ctx;
  rushes_status(RUSHES_CALL* attempt)(void* ctx, uint32_t number, const rushes_sink* headers,
                                      rushes_error*) RUSHES_NOEXCEPT;
} rushes_http_request;
typedef struct rushes_http_response {
  uint32_t size;
  int32_t http_status;
  uint64_t body_len;
  uint32_t attempts;
  uint32_t reserved;
} rushes_http_response;
typedef struct rushes_host_http {
  uint32_t size;
  uint32_t reserved;
  /* headers gets "name: value\n" lines of the last answer; body its bytes as they come.  [job], several at once */
  rushes_status(RUSHES_CALL* perform)(const rushes_host*, const rushes_call*, const rushes_http_request*,
                                      rushes_http_response*, const rushes_sink* headers, const rushes_sink* body,
                                      rushes_error*) RUSHES_NOEXCEPT;
} rushes_host_http;

/* ---- secrets: signing by reference; a plugin never sees a key ---------------------------------------------- */
#define RUSHES_HOST_SECRETS "rushes.host.secrets/1"
typedef struct rushes_host_secrets {
  uint32_t size;
  uint32_t reserved;
  rushes_bool(RUSHES_CALL* has)(const rushes_host*, const char* ref) RUSHES_NOEXCEPT; /* [any-thread] */
  /* algorithm: "hmac-sha256", "rsa-sha256", "azure-sharedkey", "jwt-hs256", "jwt-rs256",
   * "aws4-signing-key:DATE/REGION/SERVICE" */
  rushes_status(RUSHES_CALL* sign)(const rushes_host*, const char* ref, const char* algorithm, rushes_bytes data,
                                   const rushes_sink* signature, rushes_error*) RUSHES_NOEXCEPT; /* [any-thread] */
} rushes_host_secrets;

/* ---- resources: what an asset parameter names (LUT, picture, font, subtitle file) --------------------------- */
#define RUSHES_HOST_RESOURCES "rushes.host.resources/1"
typedef struct rushes_host_resources {
  uint32_t size;
  uint32_t reserved;
  /* Writes the whole content.  RUSHES_E_NOT_FOUND where there is none.  Its content is part of the key.  [any-thread]
   */
  rushes_status(RUSHES_CALL* read)(const rushes_host*, const char* id, const rushes_sink* data,
                                   rushes_error*) RUSHES_NOEXCEPT;
} rushes_host_resources;

/* ---- encode: frames and sound in, a near-lossless file out --------------------------------------------------- */
#define RUSHES_HOST_ENCODE "rushes.host.encode/1"
typedef struct rushes_encode_spec {
  uint32_t size;
  uint32_t width, height, audio_rate; /* audio_rate 0 = no sound; width 0 = no picture */
  rushes_rational rate;
  uint32_t audio_channels;
  uint32_t reserved;
  rushes_video_format format; /* of the images that will come */
} rushes_encode_spec;
typedef struct rushes_encoder { /* one caller at a time; freed by finish or abort */
  uint32_t size;
  uint32_t reserved;
  void* ctx;
  rushes_status(RUSHES_CALL* video)(struct rushes_encoder*, const rushes_call*, const rushes_image*,
                                    rushes_error*) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* audio)(struct rushes_encoder*, const rushes_call*, const rushes_audio*,
                                    rushes_error*) RUSHES_NOEXCEPT;
  /* Writes the file's bytes to data, its media type to mime, and frees the encoder, whatever it returns. */
  rushes_status(RUSHES_CALL* finish)(struct rushes_encoder*, const rushes_call*, const rushes_sink* data,
                                     const rushes_sink* mime, rushes_error*) RUSHES_NOEXCEPT;
  void(RUSHES_CALL* abort)(struct rushes_encoder*) RUSHES_NOEXCEPT;
} rushes_encoder;
typedef struct rushes_host_encode {
  uint32_t size;
  uint32_t reserved;
  rushes_status(RUSHES_CALL* open)(const rushes_host*, const rushes_encode_spec*, rushes_encoder**,
                                   rushes_error*) RUSHES_NOEXCEPT; /* [job] */
} rushes_host_encode;

/* ---- analysis: what an analyzer found, for plan and render ---------------------------------------------------- */
#define RUSHES_HOST_ANALYSIS "rushes.host.analysis/1"
typedef struct rushes_host_analysis {
  uint32_t size;
  uint32_t reserved;
  /* JSON of analyzer `plugin_id` over input `input` of the effect that asks.  RUSHES_PENDING: not made yet.
   * [any-thread] */
  rushes_status(RUSHES_CALL* result)(const rushes_host*, const char* plugin_id, uint32_t input, const rushes_sink* json,
                                     rushes_error*) RUSHES_NOEXCEPT;
} rushes_host_analysis;
RUSHES_C_END
#endif
