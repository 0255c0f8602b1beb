/* SPDX-License-Identifier: MIT
 *
 * The words every other header of the plugin ABI uses: status, error, sink, call.  ABI 1, plain C11; no type of any
 * library appears at the border.
 *
 * Rules that hold for every function and struct of the ABI:
 *  - Growth: a struct that crosses the border begins with `size`, set by whoever ALLOCATED it to its own sizeof.
 *    Members are only ever appended.  A reader touches member m only if RUSHES_HAS(T, p, m).  Value structs that live
 * in arrays (value, need, rect, plane, format, rational, bytes, input) have no size and never change; arrays of structs
 *    that may grow are arrays of pointers.
 *  - Ownership: whoever allocates frees, by a function of the same table.  Borrowed pointers die when the call returns.
 *    Answers of variable length go into the caller's sink.  Strings are UTF-8 and NUL ended.
 *  - Threads: each function carries a class in brackets.
 *      [control]     one at a time per instance, never together with another call of that instance; any OS thread
 *      [render]      a pool thread; how many at once is what the plugin's traits say
 *      [job]         may block and do I/O; must poll `cancelled`
 *      [any-thread]  at any time, on several threads at once
 *    The host holds none of its locks while it calls a plugin.
 *  - No C++ exception and no longjmp crosses the border.
 */
#ifndef RUSHES_ABI_BASE_H
#define RUSHES_ABI_BASE_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
#define RUSHES_NOEXCEPT noexcept /* C++17: part of the pointer type, so the compiler enforces it */
#define RUSHES_C_BEGIN extern "C" {
#define RUSHES_C_END }
#else
#define RUSHES_NOEXCEPT
#define RUSHES_C_BEGIN
#define RUSHES_C_END
#endif
#if defined(_WIN32)
#define RUSHES_CALL __cdecl
#define RUSHES_EXPORT __declspec(dllexport)
#else
#define RUSHES_CALL
#define RUSHES_EXPORT __attribute__((visibility("default")))
#endif

#define RUSHES_ABI_MAJOR 1 /* a break = new symbol rushes_entry_2; hosts may keep loading rushes_entry_1 */
#define RUSHES_ABI_MINOR 0 /* information for messages; never used to refuse a plugin */

/* True where the struct behind p is large enough to hold member m. */
#define RUSHES_HAS(T, p, m) ((p) != NULL && (size_t)(p)->size >= offsetof(T, m) + sizeof(((T*)0)->m))

typedef int32_t rushes_bool; /* 0 or 1; C enums are never used as a type */
typedef int32_t rushes_status;
enum {
  RUSHES_OK = 0,
  RUSHES_DONE = 1,
  RUSHES_PENDING = 2,
  RUSHES_NOT_HANDLED = 3, /* >= 0: not errors */
  RUSHES_E_FAILED = -1,
  RUSHES_E_NOMEM = -2,
  RUSHES_E_INVALID = -3,
  RUSHES_E_UNSUPPORTED = -4,
  RUSHES_E_NOT_FOUND = -5,
  RUSHES_E_CANCELLED = -6,
  RUSHES_E_TIMEOUT = -7,
  RUSHES_E_IO = -8,
  RUSHES_E_NETWORK = -9,
  RUSHES_E_AUTH = -10,
  RUSHES_E_QUOTA = -11,
  RUSHES_E_RATE_LIMITED = -12,
  RUSHES_E_CONTENT_POLICY = -13,
  RUSHES_E_CONFLICT = -14,
  RUSHES_E_CORRUPT = -15,
  RUSHES_E_DENIED = -16,
  RUSHES_E_STATE = -17,
  RUSHES_E_FORMAT = -18,
  RUSHES_E_EXISTS = -19
};
/* Caller-allocated, so errors need no ownership rule and survive a process boundary. */
typedef struct rushes_error {
  uint32_t size;
  rushes_status status;
  uint32_t flags; /* RUSHES_ERR_RETRYABLE | RUSHES_ERR_USER (the user can fix it) */
  uint32_t retry_after_ms;
  int32_t native_code; /* HTTP status, errno, vendor code */
  uint32_t reserved;
  char where[64];    /* "param:duration", "input:0", "http" */
  char message[424]; /* UTF-8, for people */
} rushes_error;
enum { RUSHES_ERR_RETRYABLE = 1u << 0, RUSHES_ERR_USER = 1u << 1 };

typedef struct rushes_rational {
  int64_t num, den;
} rushes_rational; /* den > 0, reduced */
typedef struct rushes_rect {
  int32_t x1, y1, x2, y2;
} rushes_rect; /* half open, pixels, y down */
typedef struct rushes_bytes {
  const void* data;
  uint64_t len;
} rushes_bytes; /* borrowed until the call returns */
/* Variable-length answers are pushed into the caller's sink: nobody frees anybody's memory. */
typedef struct rushes_sink {
  uint32_t size;
  uint32_t reserved;
  void* ctx;
  rushes_status(RUSHES_CALL* write)(void* ctx, const void* data, uint64_t len) RUSHES_NOEXCEPT;
} rushes_sink;

/* One per long call: cancellation, progress, deadline.  Valid until the call returns.  [any-thread] */
typedef struct rushes_call {
  uint32_t size;
  uint32_t reserved;
  void* ctx;
  uint64_t deadline_ns; /* CLOCK_MONOTONIC; 0 = none.  Past it the host may kill the worker */
  rushes_bool(RUSHES_CALL* cancelled)(const struct rushes_call*) RUSHES_NOEXCEPT;
  void(RUSHES_CALL* progress)(const struct rushes_call*, double fraction, const char* msg) RUSHES_NOEXCEPT;
  rushes_status(RUSHES_CALL* sleep_ms)(const struct rushes_call*, uint32_t ms) RUSHES_NOEXCEPT; /* wakes on cancel */
} rushes_call;
#endif
