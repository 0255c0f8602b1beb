// Pixel formats: described, not enumerated. The ABI's struct is our type; these are the questions we ask of it.
#pragma once

#include <rushes/abi/media.h>

#include <cstdint>
#include <cstring>
#include <string>

namespace rushes {

using VideoFormat = rushes_video_format;
using Rect = rushes_rect;

inline bool same(const VideoFormat& a, const VideoFormat& b) { return std::memcmp(&a, &b, sizeof a) == 0; }
inline bool same(const Rect& a, const Rect& b) { return a.x1 == b.x1 && a.y1 == b.y1 && a.x2 == b.x2 && a.y2 == b.y2; }
inline int width(const Rect& r) { return r.x2 - r.x1; }
inline int height(const Rect& r) { return r.y2 - r.y1; }
inline bool empty(const Rect& r) { return r.x2 <= r.x1 || r.y2 <= r.y1; }
Rect intersect(const Rect& a, const Rect& b);
Rect unite(const Rect& a, const Rect& b);  // smallest that holds both; an empty one counts for nothing
bool contains(const Rect& outer, const Rect& inner);
// Grown so that x1, y1 are multiples of the chroma subsampling (and x2, y2 too, but within `full`).
Rect align(const Rect& r, const VideoFormat& f, const Rect& full);

int plane_count(const VideoFormat& f);
// Samples per row and rows of plane k (packed planes: pixels per row), for a picture of w x h that begins at an aligned
// position.
int plane_width(const VideoFormat& f, int plane, int w);
int plane_height(const VideoFormat& f, int plane, int h);
int bytes_per_pixel(const VideoFormat& f, int plane);  // of one sample position of that plane
bool valid(const VideoFormat& f);             // a format we can hold: known family, 8..16 bit or float, no RUSHES_ANY
std::string to_string(const VideoFormat& f);  // "yuv420p 8-bit bt709 limited", "rgba float premultiplied"

namespace video_format {
// BT.709 limited range 4:2:0 with `bits` of depth: what most timelines work in.
VideoFormat yuv420(int bits = 8);
VideoFormat yuv(int sub_w, int sub_h, int bits, bool alpha);
VideoFormat rgba8();  // packed, premultiplied, sRGB primaries, full range
VideoFormat rgba16();
VideoFormat rgba_float();  // packed float, premultiplied
}  // namespace video_format

}  // namespace rushes
