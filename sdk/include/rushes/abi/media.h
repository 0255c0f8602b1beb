/* SPDX-License-Identifier: MIT
 * Pictures and sound as they cross the border. */
#ifndef RUSHES_ABI_MEDIA_H
#define RUSHES_ABI_MEDIA_H
#include "base.h"
RUSHES_C_BEGIN
enum { RUSHES_FAMILY_GRAY = 1, RUSHES_FAMILY_RGB = 2, RUSHES_FAMILY_YUV = 3 };
enum { RUSHES_SAMPLE_UINT = 1, RUSHES_SAMPLE_FLOAT = 2 };
enum { RUSHES_ALPHA_NONE = 0, RUSHES_ALPHA_PREMULTIPLIED = 1, RUSHES_ALPHA_STRAIGHT = 2 };
/* In the answer of rushes_effect.formats: "whatever the host has here".  Never in the format of an image. */
#define RUSHES_ANY 255

/* Formats are described, not enumerated.  Colour tags are the code points of ITU-T H.273.
 * Planar order: Y, U, V, alpha; or R, G, B, alpha; or gray, alpha.  Packed: R, G, B(, A) interleaved in plane 0.
 * Samples of more than 8 bits are stored little-endian in `bytes` bytes, in the low bits. */
typedef struct rushes_video_format {
  uint8_t family, sample, bits, bytes; /* significant bits; bytes per stored sample (1, 2, 4) */
  uint8_t sub_w, sub_h;                /* log2 of chroma subsampling */
  uint8_t alpha, packed;
  uint8_t primaries, transfer, matrix, full_range;
  uint8_t chroma_loc, field_order, reserved[2];
} rushes_video_format; /* 16 bytes, compared with memcmp */

/* Rows begin at 64-byte boundaries, stride > 0 (bytes), top row first.  At least 64 bytes after the last row may be
 * read (and, in an output, written), so that vector code needs no tail. */
typedef struct rushes_plane {
  void* data;
  int64_t stride;
} rushes_plane;

/* A view of a frame, valid until the call returns; writable only as an output.  `bounds` are the pixels present,
 * `full` the whole frame at this scale; bounds lies inside full.  plane[k].data points at the pixel (bounds.x1,
 * bounds.y1) of that plane; bounds.x1 and y1 are multiples of the chroma subsampling. */
typedef struct rushes_image {
  uint32_t size;
  uint32_t n_planes;
  rushes_video_format format;
  rushes_rect bounds;
  rushes_rect full;
  rushes_rational pixel_aspect, pts;
  rushes_plane plane[4];
  const void* props;
  uint64_t reserved;
} rushes_image;

/* Planar float32, nominal range -1..1; `frames` samples per channel from the absolute sample number `start`.
 * `layout` is a bit mask of speakers in WAVE order (front left = 1, front right = 2, centre = 4, LFE = 8, ...). */
typedef struct rushes_audio {
  uint32_t size;
  uint32_t rate;
  uint32_t channels;
  uint32_t frames;
  uint64_t layout;
  int64_t start;
  float* const* channel;
} rushes_audio;
RUSHES_C_END
#endif
