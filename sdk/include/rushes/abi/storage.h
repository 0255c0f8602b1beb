/* SPDX-License-Identifier: MIT
 * Where media live: a folder, a bucket, a container.  Keys are alike everywhere: UTF-8, 1 to 1024 bytes, no empty, "."
 * or
 * ".." segment, no leading or trailing "/", no segment over 255 bytes or ending in ".", no control character, no
 * backslash. A key that breaks the rule is refused with RUSHES_E_INVALID before any request. */
#ifndef RUSHES_ABI_STORAGE_H
#define RUSHES_ABI_STORAGE_H
#include "plugin.h"
RUSHES_C_BEGIN
#define RUSHES_STORAGE "rushes.storage/1"
#define RUSHES_ST_CREATE_ONLY (1u << 0)
#define RUSHES_ST_REPLACE_IF (1u << 1)
#define RUSHES_ST_PRESIGN_GET (1u << 2)
#define RUSHES_ST_PRESIGN_PUT (1u << 3)
#define RUSHES_ST_PRESIGN_PARTS (1u << 4)
#define RUSHES_ST_SERVER_COPY (1u << 5)
#define RUSHES_ST_RESUME (1u << 6) /* an upload survives a restart */
#define RUSHES_ST_MD5 (1u << 7)
#define RUSHES_ST_SHA256 (1u << 8)
#define RUSHES_ST_CRC32C (1u << 9)
#define RUSHES_ST_METADATA (1u << 10)
#define RUSHES_ST_LOCAL_PATH (1u << 11) /* objects are files: url(GET) answers file:// and mmap is possible */

/* `version` is opaque: an ETag, a generation, or inode+size+mtime.  metadata: a JSON object of strings. */
typedef struct rushes_object_info {
  uint32_t size;
  uint32_t flags;
  uint64_t length;
  int64_t mtime_ns;
  char version[128];
  char content_type[128];
  uint8_t sha256[32];
  uint32_t has_sha256;
  uint32_t reserved;
  char metadata[2304];
} rushes_object_info;

typedef struct rushes_put_options {
  uint32_t size;
  uint32_t if_absent;       /* if_absent: 1 = RUSHES_E_EXISTS when the key is taken */
  const char* if_version;   /* NULL, or RUSHES_E_CONFLICT unless the object has this version */
  const char* content_type; /* NULL = by the key's extension */
  const char* metadata;     /* JSON object of strings, at most 2 KiB; NULL = none */
  int64_t length;           /* -1 = unknown */
  uint8_t sha256[32];
  uint32_t has_sha256;
  uint32_t reserved;
} rushes_put_options;

typedef struct rushes_reader { /* positional: FFmpeg and image readers seek.  [job], several calls at once */
  uint32_t size;
  uint32_t reserved;
  void* ctx;
  uint64_t length;
  /* Returns bytes read (fewer only at the end), or a status below 0.  RUSHES_E_CONFLICT: the object was replaced. */
  int64_t(RUSHES_CALL* read_at)(struct rushes_reader*, const rushes_call*, uint64_t offset, void* data, uint64_t len,
                                rushes_error*) RUSHES_NOEXCEPT;
  void(RUSHES_CALL* close)(struct rushes_reader*) RUSHES_NOEXCEPT;
} rushes_reader;

typedef struct rushes_upload { /* nothing is visible under the key before commit returned RUSHES_OK */
  uint32_t size;
  uint32_t reserved;
  void* ctx;
  uint64_t part_size;
  rushes_status(RUSHES_CALL* write)(struct rushes_upload*, const rushes_call*, const void*, uint64_t,
                                    rushes_error*) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* state)(struct rushes_upload*, const rushes_sink* text, rushes_error*) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* commit)(struct rushes_upload*, const rushes_call*, rushes_object_info*,
                                     rushes_error*) RUSHES_NOEXCEPT; /* frees */
  void(RUSHES_CALL* abort)(struct rushes_upload*) RUSHES_NOEXCEPT;   /* frees */
  uint64_t resumed_at;                                               /* after resume: write goes on from this byte */
} rushes_upload;

/* Readers and uploads end before their instance is destroyed. */
typedef struct rushes_storage {
  uint32_t size;
  uint32_t caps; /* RUSHES_ST_* */
  /* Where to store: the values of rushes_plugin_info.params, in their order.  Called once, before anything else;
   * reaches for the folder or bucket and says RUSHES_E_NOT_FOUND where there is none.  [control] */
  rushes_status(RUSHES_CALL* configure)(rushes_instance*, const rushes_value* params, uint32_t n_params,
                                        rushes_error*) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* stat)(rushes_instance*, const rushes_call*, const char* key, rushes_object_info*,
                                   rushes_error*) RUSHES_NOEXCEPT; /* [job] */
  /* if_version NULL = whatever is there now; all reads of one reader see one version.  [job] */
  rushes_status(RUSHES_CALL* open)(rushes_instance*, const rushes_call*, const char* key, const char* if_version,
                                   rushes_reader**, rushes_error*) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* create)(rushes_instance*, const rushes_call*, const char* key, const rushes_put_options*,
                                     rushes_upload**, rushes_error*) RUSHES_NOEXCEPT; /* [job] */
  /* Goes on with an upload of an earlier process; `state` is what rushes_upload.state wrote.  May be NULL.  [job] */
  rushes_status(RUSHES_CALL* resume)(rushes_instance*, const rushes_call*, rushes_bytes state, rushes_upload**,
                                     rushes_error*) RUSHES_NOEXCEPT;
  /* A missing key is no error.  if_version as above.  [job] */
  rushes_status(RUSHES_CALL* remove)(rushes_instance*, const rushes_call*, const char* key, const char* if_version,
                                     rushes_error*) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* copy)(rushes_instance*, const rushes_call*, const char* from, const char* to,
                                   const rushes_put_options*, rushes_object_info*,
                                   rushes_error*) RUSHES_NOEXCEPT; /* [job] */
  /* One page in byte order, one JSON object per line: {"key","length","version","mtime_ns"} or {"prefix"}.  delimiter
   * "" or "/". `after` is what `next` wrote for the page before, or "".  Nothing written to next = the last page. [job]
   */
  rushes_status(RUSHES_CALL* list)(rushes_instance*, const rushes_call*, const char* prefix, const char* delimiter,
                                   const char* after, uint32_t limit, const rushes_sink* ndjson,
                                   const rushes_sink* next, rushes_error*) RUSHES_NOEXCEPT;
  /* JSON {"method","url","headers":{},"expires_at"}; method "GET" or "PUT".  [job] */
  rushes_status(RUSHES_CALL* url)(rushes_instance*, const rushes_call*, const char* method, const char* key,
                                  uint32_t expires_s, const rushes_put_options*, const char* file_name,
                                  const rushes_sink* json, rushes_error*) RUSHES_NOEXCEPT;
  /* Aborts uploads older than that and removes what crashes left behind; writes how many to *swept.  [job] */
  rushes_status(RUSHES_CALL* sweep)(rushes_instance*, const rushes_call*, uint64_t older_than_s, uint64_t* swept,
                                    rushes_error*) RUSHES_NOEXCEPT;
} rushes_storage;
RUSHES_C_END
#endif
