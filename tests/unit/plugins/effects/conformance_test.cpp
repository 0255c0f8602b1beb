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

class Conformance : public testing::TestWithParam<Case> {};

TEST_P(Conformance, Holds) { EXPECT_THAT(conformance(GetParam().plugin, GetParam().call), testing::IsEmpty()); }

const double nan = std::numeric_limits<double>::quiet_NaN();
const double inf = std::numeric_limits<double>::infinity();

const Case cases[] = {
    {"dissolve", "dissolve", {.numbers = {{"rushes.mix", {0.37}}}}},
    {"dissolve_start", "dissolve", {.numbers = {{"rushes.mix", {0}}}}},
    {"dissolve_end", "dissolve", {.numbers = {{"rushes.mix", {1}}}}},
    {"dissolve_nan", "dissolve", {.numbers = {{"rushes.mix", {nan}}}}},
    {"fade_red", "fade", {.numbers = {{"amount", {0.6}}, {"colour", {0.8, 0.1, 0.2, 1}}}}},
    {"fade_out_to_nothing", "fade", {.numbers = {{"amount", {0.5}}, {"colour", {0, 0, 0, 0}}}}},
    {"fade_none", "fade", {.numbers = {{"amount", {0}}}}},
    {"fade_wild", "fade", {.numbers = {{"amount", {inf}}, {"colour", {nan, -5, 7, inf}}}}},
    {"blend", "blend", {.numbers = {{"opacity", {1}}}}},
    {"blend_half", "blend", {.numbers = {{"opacity", {0.5}}}}},
    {"blend_none", "blend", {.numbers = {{"opacity", {0}}}}},
    {"blend_multiply", "blend", {.numbers = {{"opacity", {0.8}}}, .texts = {{"mode", "multiply"}}}},
    {"blend_soft_light", "blend", {.texts = {{"mode", "soft_light"}}}},
    {"blend_unknown_mode", "blend", {.texts = {{"mode", "\xff\xfe"}}}},
    {"transform", "transform", {.numbers = {{"position", {0.41, 0.62}}, {"scale", {0.7, 0.55}}, {"opacity", {0.8}}}}},
    {"transform_neutral", "transform", {}},
    {"transform_large", "transform", {.numbers = {{"scale", {2.3, -1.9}}}, .texts = {{"filter", "lanczos"}}}},
    {"transform_turned", "transform", {.numbers = {{"rotation", {33}}, {"crop.left", {0.13}}, {"crop.top", {0.2}}}}},
    {"transform_turned_small",
     "transform",
     {.numbers = {{"rotation", {-72}}, {"scale", {0.21, 0.6}}, {"anchor", {0.1, 0.9}}}}},
    {"transform_away", "transform", {.numbers = {{"position", {7, 0.5}}}}},
    {"transform_wild",
     "transform",
     {.numbers = {{"position", {nan, inf}}, {"scale", {inf, 0}}, {"rotation", {nan}}, {"crop.left", {2}}}}},
    {"wipe", "wipe", {.numbers = {{"rushes.mix", {0.4}}, {"angle", {30}}}}},
    {"wipe_iris", "wipe", {.numbers = {{"rushes.mix", {0.6}}, {"softness", {0.3}}}, .texts = {{"style", "iris"}}}},
    {"wipe_clock", "wipe", {.numbers = {{"rushes.mix", {0.3}}, {"centre", {0.2, 0.7}}}, .texts = {{"style", "clock"}}}},
    {"wipe_wild",
     "wipe",
     {.numbers = {{"rushes.mix", {0.5}}, {"angle", {inf}}, {"softness", {nan}}, {"centre", {nan, -inf}}},
      .texts = {{"style", "radial"}}}},
    {"colour", "colour", {.numbers = {{"contrast", {1.4}}, {"saturation", {0.7}}}}},
    {"colour_balance", "colour", {.numbers = {{"temperature", {40}}, {"tint", {-20}}, {"exposure", {0.5}}}}},
    {"colour_wheels",
     "colour",
     {.numbers = {{"lift", {0.1, 0, -0.05, 1}}, {"gamma", {1.2, 0.9, 1, 1}}, {"gain", {1, 1.1, 0.9, 1}}}}},
    {"colour_wild", "colour", {.numbers = {{"exposure", {inf}}, {"contrast", {nan}}, {"gamma", {0, -1, nan, 1}}}}},
    {"colour_straight", "colour", {.numbers = {{"exposure", {0.4}}, {"contrast", {1.2}}, {"saturation", {1.3}}}}},
    {"colour_turned", "colour", {.numbers = {{"hue", {40}}, {"saturation", {1.5}}}}},
    {"colour_turned_grey", "colour", {.numbers = {{"hue", {-170}}, {"saturation", {0}}, {"contrast", {0.5}}}}},
    {"blur", "blur", {.numbers = {{"sigma", {2.5}}}}},
    {"blur_large", "blur", {.numbers = {{"sigma", {11}}}}},
    {"blur_none", "blur", {.numbers = {{"sigma", {0}}}}},
    {"blur_wild", "blur", {.numbers = {{"sigma", {inf}}}}},
    {"title",
     "title",
     {.texts = {{"text", "Wide title"}, {"subtitle", "below"}, {"style", "centred"}}, .frame = 40, .duration = 100}},
    {"title_coming", "title", {.texts = {{"text", "Ada"}, {"style", "chapter"}}, .frame = 7, .duration = 100}},
    {"title_still", "title", {.numbers = {{"animate", {0}}}, .texts = {{"text", "Ada"}}, .frame = 31, .duration = 100}},
    {"title_leaving", "title", {.texts = {{"text", "Ada"}}, .frame = 95, .duration = 100}},
    {"title_wild",
     "title",
     {.numbers = {{"size", {nan}}, {"position", {inf, nan}}, {"colour", {nan, 9, -9, inf}}},
      .texts = {{"text", "\xff\xfe\x01"}, {"style", "?"}, {"font", ""}},
      .frame = -5}},
    {"captions",
     "captions",
     {.texts = {{"text", "1\n0:0:0,0 --> 0:0:9,0\nSome words to be read\n"}, {"style", "boxed"}}, .frame = 30}},
    {"captions_wild",
     "captions",
     {.numbers = {{"size", {nan}}, {"position", {inf}}},
      .texts = {{"text", "\xff --> {\\"}, {"font", "a,b\nc"}, {"format", "ass"}},
      .frame = -9}},
};
INSTANTIATE_TEST_SUITE_P(Effects, Conformance, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

}  // namespace
}  // namespace rushes::test
