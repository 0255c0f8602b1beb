// Typed views of images and the formats effects usually ask for.  SPDX-License-Identifier: MIT
#pragma once

#include <rushes/abi/media.h>

#include <cstdint>

namespace rushes {

template <class T>
struct Rows {
  void* data = nullptr;
  std::int64_t stride = 0;
  int width = 0, height = 0;  // in samples of this plane; a packed plane counts pixels

  T* row(int y) const { return reinterpret_cast<T*>(static_cast<char*>(data) + y * stride); }
};

// Plane k of an image; T is the stored sample (uint8_t, uint16_t, float), const for inputs.
template <class T>
Rows<T> rows(const rushes_image& image, int k = 0) {
  int w = image.bounds.x2 - image.bounds.x1, h = image.bounds.y2 - image.bounds.y1;
  if (image.format.family == RUSHES_FAMILY_YUV && (k == 1 || k == 2)) {
    const int sw = image.format.sub_w, sh = image.format.sub_h;
    w = ((image.bounds.x2 + (1 << sw) - 1) >> sw) - (image.bounds.x1 >> sw);
    h = ((image.bounds.y2 + (1 << sh) - 1) >> sh) - (image.bounds.y1 >> sh);
  }
  return {image.plane[k].data, image.plane[k].stride, w, h};
}

namespace formats {

inline constexpr std::uint8_t any = RUSHES_ANY;

// Packed RGBA float, premultiplied; colour tags are the host's. Every effect accepts at least this one.
inline constexpr rushes_video_format rgba_float{RUSHES_FAMILY_RGB,
                                                RUSHES_SAMPLE_FLOAT,
                                                32,
                                                4,
                                                0,
                                                0,
                                                RUSHES_ALPHA_PREMULTIPLIED,
                                                1,
                                                any,
                                                any,
                                                0,
                                                1,
                                                any,
                                                any,
                                                {0, 0}};
inline constexpr rushes_video_format rgba8{
    RUSHES_FAMILY_RGB, RUSHES_SAMPLE_UINT, 8, 1, 0, 0, RUSHES_ALPHA_PREMULTIPLIED, 1, any, any, 0, 1, any, any, {0, 0}};
inline constexpr rushes_video_format rgba16{RUSHES_FAMILY_RGB,
                                            RUSHES_SAMPLE_UINT,
                                            16,
                                            2,
                                            0,
                                            0,
                                            RUSHES_ALPHA_PREMULTIPLIED,
                                            1,
                                            any,
                                            any,
                                            0,
                                            1,
                                            any,
                                            any,
                                            {0, 0}};
// Planar YUV of any subsampling, matrix and range.
inline constexpr rushes_video_format yuv8{
    RUSHES_FAMILY_YUV, RUSHES_SAMPLE_UINT, 8, 1, any, any, RUSHES_ALPHA_NONE, 0, any, any, any, any, any, any, {0, 0}};
inline constexpr rushes_video_format yuv16{RUSHES_FAMILY_YUV,
                                           RUSHES_SAMPLE_UINT,
                                           any,
                                           2,
                                           any,
                                           any,
                                           RUSHES_ALPHA_NONE,
                                           0,
                                           any,
                                           any,
                                           any,
                                           any,
                                           any,
                                           any,
                                           {0, 0}};  // 9 to 16 bits
// The same with an alpha plane of full size, straight.
inline constexpr rushes_video_format yuva8{RUSHES_FAMILY_YUV,
                                           RUSHES_SAMPLE_UINT,
                                           8,
                                           1,
                                           any,
                                           any,
                                           RUSHES_ALPHA_STRAIGHT,
                                           0,
                                           any,
                                           any,
                                           any,
                                           any,
                                           any,
                                           any,
                                           {0, 0}};
inline constexpr rushes_video_format yuva16{RUSHES_FAMILY_YUV,
                                            RUSHES_SAMPLE_UINT,
                                            any,
                                            2,
                                            any,
                                            any,
                                            RUSHES_ALPHA_STRAIGHT,
                                            0,
                                            any,
                                            any,
                                            any,
                                            any,
                                            any,
                                            any,
                                            {0, 0}};

}  // namespace formats
}  // namespace rushes
