// What every effect promises, on every format it accepts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

struct Case {
  const char* name;
  const char* plugin;
  Call call;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class PictureConformance : public testing::TestWithParam<Case> {};

TEST_P(PictureConformance, Holds) { EXPECT_THAT(conformance(GetParam().plugin, GetParam().call), testing::IsEmpty()); }

const double nan = std::numeric_limits<double>::quiet_NaN();
const double inf = std::numeric_limits<double>::infinity();

const Case cases[] = {
    {"curves_neutral", "grading/curves", {}},
    {"curves", "grading/curves", {.texts = {{"master", "0,0 0.3,0.2 0.7,0.85 1,1"}, {"red", "0,0.1 1,0.9"}}}},
    {"hue_saturation_neutral", "grading/hue_saturation", {}},
    {"hue_saturation",
     "grading/hue_saturation",
     {.numbers = {{"hue", {30}}, {"reds.saturation", {0.2}}, {"blues.lightness", {-0.4}}}}},
    {"hue_saturation_wild", "grading/hue_saturation", {.numbers = {{"hue", {inf}}, {"saturation", {nan}}}}},
    {"three_way",
     "grading/three_way",
     {.numbers = {{"shadows", {-0.1, 0, 0.1, 1}}, {"highlights", {0.1, 0.05, 0, 1}}, {"saturation", {1.2}}}}},
    {"three_way_wild", "grading/three_way", {.numbers = {{"midtones", {inf, nan, -inf, 1}}}}},
    {"white_balance", "grading/white_balance", {.numbers = {{"temperature", {3200}}, {"tint", {10}}}}},
    {"white_balance_wild", "grading/white_balance", {.numbers = {{"temperature", {nan}}, {"tint", {inf}}}}},
    {"tone_map_pq", "grading/tone_map", {.texts = {{"source", "pq"}}}},
    {"tone_map_hlg", "grading/tone_map", {.numbers = {{"target_peak", {nan}}}, .texts = {{"source", "hlg"}}}},
    {"tone_map_none", "grading/tone_map", {}},
    {"posterise", "grading/posterise", {}},
    {"posterise_wild", "grading/posterise", {.numbers = {{"levels", {-inf}}}}},
    {"invert", "grading/invert", {.numbers = {{"amount", {0.8}}}}},
    {"threshold", "grading/threshold", {}},
    {"threshold_hard", "grading/threshold", {.numbers = {{"softness", {0}}, {"level", {nan}}}}},
    {"sepia", "grading/sepia", {.numbers = {{"amount", {0.9}}}}},
    {"duotone", "grading/duotone", {}},
    {"chroma_key", "keying/chroma_key", {}},
    {"chroma_key_matte", "keying/chroma_key", {.numbers = {{"matte", {1}}, {"spill", {0.3}}}}},
    {"chroma_key_wild",
     "keying/chroma_key",
     {.numbers = {{"colour", {nan, inf, 0.5, 1}}, {"low", {2}}, {"high", {0}}}}},
    {"chroma_key_grey", "keying/chroma_key", {.numbers = {{"colour", {0.5, 0.5, 0.5, 1}}}}},
    {"luma_key", "keying/luma_key", {}},
    {"luma_key_inverted", "keying/luma_key", {.numbers = {{"invert", {1}}, {"low", {0.5}}, {"high", {0.5}}}}},
    {"mask", "keying/mask", {}},
    {"mask_rectangle",
     "keying/mask",
     {.numbers = {{"rotation", {20}}, {"roundness", {9}}, {"invert", {1}}}, .texts = {{"shape", "rectangle"}}}},
    {"mask_polygon", "keying/mask", {.numbers = {{"feather", {0}}}, .texts = {{"shape", "polygon"}}}},
    {"mask_wild",
     "keying/mask",
     {.numbers = {{"centre", {nan, inf}}, {"size", {0, -inf}}, {"rotation", {nan}}, {"feather", {inf}}}}},
    {"crop", "warps/crop", {.numbers = {{"left", {0.21}}, {"top", {0.1}}, {"feather", {5}}}}},
    {"crop_wild", "warps/crop", {.numbers = {{"left", {nan}}, {"right", {inf}}, {"feather", {-inf}}}}},
    {"mirror", "warps/mirror", {}},
    {"mirror_kaleidoscope", "warps/mirror", {.texts = {{"style", "kaleidoscope"}}}},
    {"corner_pin",
     "warps/corner_pin",
     {.numbers = {{"left_top", {0.2, 0.1}}, {"right_top", {0.9, 0.25}}, {"right_bottom", {0.7, 0.9}}}}},
    {"corner_pin_wild", "warps/corner_pin", {.numbers = {{"left_top", {nan, inf}}, {"right_top", {-inf, 0}}}}},
    {"lens_distortion", "warps/lens_distortion", {.numbers = {{"amount", {-0.3}}, {"fine", {0.1}}}}},
    {"lens_distortion_mirror",
     "warps/lens_distortion",
     {.numbers = {{"amount", {0.8}}, {"centre", {0.3, 2}}}, .texts = {{"edge", "mirror"}}}},
    {"picture_in_picture", "warps/picture_in_picture", {}},
    {"ken_burns", "warps/ken_burns", {.frame = 30, .duration = 100}},
    {"ken_burns_wild", "warps/ken_burns", {.numbers = {{"to.zoom", {inf}}, {"from", {nan, -inf}}}, .frame = -4}},
    {"chromatic_aberration", "warps/chromatic_aberration", {}},
    {"chromatic_aberration_wild", "warps/chromatic_aberration", {.numbers = {{"amount", {inf}}}}},
    {"box_blur", "detail/box_blur", {.numbers = {{"width", {2.5}}, {"height", {6}}}}},
    {"box_blur_wild", "detail/box_blur", {.numbers = {{"width", {inf}}, {"height", {nan}}}}},
    {"directional_blur", "detail/directional_blur", {.numbers = {{"length", {9}}, {"angle", {30}}}}},
    {"zoom_blur", "detail/zoom_blur", {.numbers = {{"amount", {0.06}}}}},
    {"zoom_blur_spin",
     "detail/zoom_blur",
     {.numbers = {{"amount", {0.05}}, {"centre", {nan, 3}}}, .texts = {{"style", "spin"}}}},
    {"sharpen", "detail/sharpen", {}},
    {"glow", "detail/glow", {.numbers = {{"radius", {5}}}}},
    {"drop_shadow", "detail/drop_shadow", {}},
    {"drop_shadow_wild", "detail/drop_shadow", {.numbers = {{"distance", {nan}}, {"angle", {inf}}, {"softness", {0}}}}},
    {"edges", "detail/edges", {.numbers = {{"invert", {1}}, {"mix", {0.8}}}}},
    {"emboss", "detail/emboss", {}},
    {"denoise", "detail/denoise", {.frame = 3, .duration = 9}},
    {"denoise_none", "detail/denoise", {.numbers = {{"strength", {0}}}}},
    {"vignette", "finishing/vignette", {}},
    {"vignette_wild", "finishing/vignette", {.numbers = {{"centre", {inf, nan}}, {"softness", {0}}}}},
    {"grain", "finishing/grain", {.frame = 7, .seed = 99}},
    {"letterbox", "finishing/letterbox", {.numbers = {{"colour", {0.2, 0, 0, 0.5}}}}},
    {"border", "finishing/border", {.numbers = {{"width", {3.5}}}}},
    {"scanlines", "finishing/scanlines", {}},
    {"mosaic", "finishing/mosaic", {.numbers = {{"size", {7}}}}},
    {"dither", "finishing/dither", {}},
    {"solid", "generators/solid", {.numbers = {{"colour", {0.9, 0.3, 0.1, 0.6}}}}},
    {"bars", "generators/bars", {}},
    {"gradient", "generators/gradient", {.texts = {{"style", "radial"}}}},
    {"gradient_wild", "generators/gradient", {.numbers = {{"from", {nan, inf}}, {"to", {0.5, 0.5}}}}},
    {"noise", "generators/noise", {.frame = 12, .seed = 5}},
};
INSTANTIATE_TEST_SUITE_P(Effects, PictureConformance, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

}  // namespace
}  // namespace rushes::test
