/* Our side of flite's private copy: see flite_port.c. */
#ifndef NARRATOR_FLITE_PORT_H
#define NARRATOR_FLITE_PORT_H

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Runs `work(data)`, in which flite may fail: then it is left at once (so it must hold nothing that needs destroying)
 * and the reason comes back, valid until the next run; NULL is success. The noise starts at `seed`. [one thread at a
 * time] */
const char* narrator_flite_run(unsigned long long seed, void (*work)(void*), void* data);

#ifdef __cplusplus
}
#endif
#endif
