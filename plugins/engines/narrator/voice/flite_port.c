/* What flite asks of the system, answered here.
 *
 * The build makes a private copy of Debian's static libflite in which rand, exit, stdin, stdout and stderr carry the
 * names below. So its noise comes from a seed of ours (the same bytes every time, whatever else the process draws from
 * rand), an error of its own cannot end the host, and its objects can be linked into a shared library. Having the
 * sound-card entries here, which are never called, keeps its ALSA driver out. */
#include "plugins/engines/narrator/voice/flite_port.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

static _Thread_local unsigned long long noise_state = 1;
static char last_error[256];

FILE* narrator_flite_stdin = NULL;
FILE* narrator_flite_stdout = NULL;
FILE* narrator_flite_stderr = NULL;

/* flite's own: where a fatal error jumps to, and how it is told. Defined here, its printing object stays in the
 * archive. */
jmp_buf* cst_errjmp = NULL;
int cst_errmsg(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int n = vsnprintf(last_error, sizeof last_error, format, arguments);
  va_end(arguments);
  return n;
}

/* The multiplicative generator of Knuth's MMIX; flite wants what rand() gives: 0 .. RAND_MAX. */
int narrator_flite_rand(void) {
  noise_state = noise_state * 6364136223846793005ull + 1442695040888963407ull;
  return (int)(noise_state >> 33);
}

void narrator_flite_exit(int code) {
  (void)code;
  abort(); /* unreachable: flite jumps to cst_errjmp, which is set whenever it runs */
}

const char* narrator_flite_run(unsigned long long seed, void (*work)(void*), void* data) {
  jmp_buf escape;
  narrator_flite_stdout = narrator_flite_stderr = stderr;
  noise_state = seed * 2 + 1;
  last_error[0] = '\0';
  cst_errjmp = &escape;
  const int failed = setjmp(escape);
  if (!failed) work(data);
  cst_errjmp = NULL;
  if (!failed) return NULL;
  return last_error[0] != '\0' ? last_error : "no reason given";
}

typedef struct cst_audiodev_struct cst_audiodev;
cst_audiodev* audio_open_alsa(unsigned int rate, int channels, int format) {
  (void)rate, (void)channels, (void)format;
  return NULL;
}
int audio_close_alsa(cst_audiodev* device) {
  (void)device;
  return -1;
}
int audio_write_alsa(cst_audiodev* device, void* samples, int bytes) {
  (void)device, (void)samples, (void)bytes;
  return -1;
}
int audio_flush_alsa(cst_audiodev* device) {
  (void)device;
  return -1;
}
int audio_drain_alsa(cst_audiodev* device) {
  (void)device;
  return -1;
}
