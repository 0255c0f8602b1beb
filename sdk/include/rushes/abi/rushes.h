/* SPDX-License-Identifier: MIT
 * The whole ABI. */
#ifndef RUSHES_ABI_RUSHES_H
#define RUSHES_ABI_RUSHES_H
#include "analyzer.h"
#include "audio.h"
#include "effect.h"
#include "engine.h"
#include "storage.h"
#endif
