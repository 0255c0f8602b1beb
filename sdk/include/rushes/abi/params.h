/* SPDX-License-Identifier: MIT
 * Parameters: described once by the plugin; values, curves and undo belong to the host, which hands over resolved
 * values. */
#ifndef RUSHES_ABI_PARAMS_H
#define RUSHES_ABI_PARAMS_H
#include "base.h"
RUSHES_C_BEGIN
enum {
  RUSHES_P_FLOAT = 1,
  RUSHES_P_INT = 2,
  RUSHES_P_BOOL = 3,
  RUSHES_P_CHOICE = 4,
  RUSHES_P_STRING = 5,
  RUSHES_P_COLOR = 6,
  RUSHES_P_POINT = 7,
  RUSHES_P_RECT = 8,
  RUSHES_P_CURVE = 9,
  RUSHES_P_ASSET = 10,
  RUSHES_P_JSON = 11
};
enum {
  RUSHES_PF_ANIMATES = 1u << 0,
  RUSHES_PF_HIDDEN = 1u << 1,
  RUSHES_PF_SECRET = 1u << 2,
  RUSHES_PF_REQUIRED = 1u << 3,
  RUSHES_PF_NO_RENDER = 1u << 4 /* not part of the content hash */,
  RUSHES_PF_MULTILINE = 1u << 5
};
enum {
  RUSHES_U_NONE = 0,
  RUSHES_U_PIXELS = 1 /* host scales for proxies */,
  RUSHES_U_NORMALIZED = 2 /* 0..1 of frame */,
  RUSHES_U_SECONDS = 3,
  RUSHES_U_FRAMES = 4,
  RUSHES_U_PERCENT = 5,
  RUSHES_U_DEGREES = 6,
  RUSHES_U_DECIBEL = 7
};
/* Values are stored by `id` (stable for ever) and, for choices, by the choice KEY, never by position. */
typedef struct rushes_param_info {
  uint32_t size;
  int32_t type;
  uint32_t flags;
  int32_t unit;
  const char *id, *label, *group, *help;
  double def[4], min, max, soft_min, soft_max, step;
  const char* def_text; /* string, choice key, JSON */
  const char* const* choice_keys;
  const char* const* choice_labels;
  uint32_t n_choices;
  uint32_t since_version; /* plugin version that added it */
} rushes_param_info;
/* A resolved value at the time being rendered.  Numbers in v[], text in s. */
typedef struct rushes_value {
  int32_t type;
  uint32_t n;
  double v[4];
  rushes_bytes s;
} rushes_value;
RUSHES_C_END
#endif
