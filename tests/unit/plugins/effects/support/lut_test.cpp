// Look-up tables: what .cube and CLF files say, numbers worked out by hand, and hostile files.
#include "support/lut.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

namespace rushes::effects {
namespace {

void expect_rgb(Rgb got, Rgb wanted, float tolerance = 1e-5f) {
  for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(got[c], wanted[c], tolerance) << "channel " << c;
}

Lut lut(const std::string& text) {
  auto read = read_lut(text);
  EXPECT_TRUE(read) << (read ? "" : read.error().message);
  return read ? *read : Lut{};
}

std::string clf(const std::string& nodes) {
  return "<?xml version=\"1.0\"?><ProcessList id=\"a\" compCLFversion=\"3.0\">" + nodes + "</ProcessList>";
}

std::string identity_cube(int n) {
  std::string text = "LUT_3D_SIZE " + std::to_string(n) + "\n";
  for (int b = 0; b < n; ++b)
    for (int g = 0; g < n; ++g)
      for (int r = 0; r < n; ++r)
        text += std::to_string(double(r) / (n - 1)) + " " + std::to_string(double(g) / (n - 1)) + " " +
                std::to_string(double(b) / (n - 1)) + "\n";
  return text;
}

TEST(Cube, IdentityGivesWhatItGets) {
  const Lut l = lut(identity_cube(5));
  for (const Rgb v : {Rgb{0, 0, 0}, Rgb{1, 1, 1}, Rgb{0.1f, 0.5f, 0.9f}, Rgb{0.33f, 0.2f, 0.21f}})
    expect_rgb(apply(l, v), v, 1e-6f);
  expect_rgb(apply(l, {-1, 2, std::nanf("")}), {0, 1, 0});
}

TEST(Cube, RedRunsFastest) {
  const Lut l = lut("LUT_3D_SIZE 2\n0 0 0\n0.9 0 0\n0 0.8 0\n0.9 0.8 0\n0 0 0.7\n0.9 0 0.7\n0 0.8 0.7\n0.9 0.8 0.7\n");
  expect_rgb(apply(l, {1, 0, 0}), {0.9f, 0, 0});
  expect_rgb(apply(l, {0, 1, 0}), {0, 0.8f, 0});
  expect_rgb(apply(l, {0, 0, 1}), {0, 0, 0.7f});
}

// Only the corners 000 and 111 and the way between count on the diagonal; a trilinear reading would take all eight.
TEST(Cube, TetrahedraKeepTheDiagonalPure) {
  const Lut l = lut("LUT_3D_SIZE 2\n0 0 0\n9 0 0\n9 0 0\n9 0 0\n9 0 0\n9 0 0\n9 0 0\n1 0 0\n");
  expect_rgb(apply(l, {0.5f, 0.5f, 0.5f}), {0.5f, 0, 0});
}

TEST(Cube, DomainsAndRanges) {
  expect_rgb(apply(lut("LUT_1D_SIZE 2\nDOMAIN_MIN -1 -1 -1\nDOMAIN_MAX 3 3 3\n0 0 0\n1 1 1\n"), {-1, 1, 3}),
             {0, 0.5f, 1});
  expect_rgb(apply(lut("LUT_1D_SIZE 2\nLUT_1D_INPUT_RANGE 0 2\n0 0 0\n1 1 1\n"), {0, 1, 2}), {0, 0.5f, 1});
}

TEST(Cube, ShaperFeedsTheCube) {
  std::string cube = identity_cube(2);
  const Lut l = lut("\xEF\xBB\xBFTITLE \"a b\"\r\n# note\r\nLUT_1D_SIZE 3\r\n" + cube.substr(0, 14) +
                    "0 0 0\r\n0.25 0.25 0.25\r\n1 1 1\r\n" + cube.substr(14));
  EXPECT_EQ(l.title, "a b");
  ASSERT_EQ(l.stages.size(), 2u);
  expect_rgb(apply(l, {0.5f, 0.75f, 1}), {0.25f, 0.625f, 1});
}

TEST(Cube, WhatIsWrongIsSaidWithItsLine) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "empty"},
      {"0 0 0\n", "line 1"},
      {"LUT_3D_SIZE 1\n", "line 1"},
      {"LUT_3D_SIZE 257\n", "2 to 256"},
      {"LUT_1D_SIZE 65537\n", "2 to 65536"},
      {"LUT_3D_SIZE 2x\n", "line 1"},
      {"LUT_1D_SIZE 2\n0 0 0\n", "1 of 2"},
      {"LUT_1D_SIZE 2\n0 0 0\n1 1 1\n1 1 1\n", "line 4"},
      {"LUT_1D_SIZE 2\n0 0\n1 1 1\n", "line 2"},
      {"LUT_1D_SIZE 2\n0 nan 0\n1 1 1\n", "line 2"},
      {"LUT_1D_SIZE 2\n0 1e99 0\n1 1 1\n", "line 2"},
      {"LUT_1D_SIZE 2\nDOMAIN_MIN 1 0 0\n0 0 0\n1 1 1\n", "ends before"},
      {"LUT_1D_SIZE 2\n0 0 0\nTITLE \"x\"\n1 1 1\n", "keyword"}};
  for (const auto& [text, part] : cases) {
    const auto read = read_lut(text);
    ASSERT_FALSE(read) << text;
    EXPECT_NE(read.error().message.find(part), std::string::npos) << read.error().message;
  }
}

TEST(Clf, MatrixScalesByDepth) {
  const Lut l =
      lut(clf("<Matrix inBitDepth='8i' outBitDepth='10i'><Array dim='3 4'>4.011764705882353 0 0 102.3 "
              "0 4.011764705882353 0 0 0 0 2.0058823529411764 0</Array></Matrix>"));
  expect_rgb(apply(l, {0.5f, 0.25f, 1}), {0.6f, 0.25f, 0.5f});
}

TEST(Clf, CubesRunBlueFastest) {
  const Lut l =
      lut(clf("<LUT3D inBitDepth='32f' outBitDepth='32f' interpolation='tetrahedral'><Array dim='2 2 2 3'>"
              "0 0 0  0 0 0.7  0 0.8 0  0 0.8 0.7  0.9 0 0  0.9 0 0.7  0.9 0.8 0  0.9 0.8 0.7</Array></LUT3D>"));
  expect_rgb(apply(l, {1, 0, 0}), {0.9f, 0, 0});
  expect_rgb(apply(l, {0, 0, 1}), {0, 0, 0.7f});
}

TEST(Clf, CurvesAndHalfDomain) {
  expect_rgb(apply(lut(clf("<LUT1D inBitDepth='8i' outBitDepth='8i'><Array dim='3 1'>0 51 255</Array></LUT1D>")),
                   {0.25f, 0.5f, 0.75f}),
             {0.1f, 0.2f, 0.6f});
  std::string table;
  for (int i = 0; i < 65536; ++i) table += std::to_string(i) + " ";  // raw halves: what comes in goes out
  const Lut l =
      lut(clf("<LUT1D inBitDepth='16f' outBitDepth='16f' halfDomain='true' rawHalfs='true'>"
              "<Array dim='65536 1'>" +
              table + "</Array></LUT1D>"));
  for (const float v : {0.0f, 1.0f, -0.5f, 0.1f, 1234.5f, 3e-6f, 65504.0f})
    expect_rgb(apply(l, {v, v, v}), {v, v, v}, std::abs(v) * 1e-6f);
}

TEST(Clf, RangeLogExponent) {
  expect_rgb(
      apply(lut(clf("<Range inBitDepth='10i' outBitDepth='10i'><minInValue>64</minInValue><maxInValue>940</maxInValue>"
                    "<minOutValue>0</minOutValue><maxOutValue>1023</maxOutValue></Range>")),
            {64 / 1023.f, 502 / 1023.f, 1}),
      {0, 0.5f, 1});
  expect_rgb(apply(lut(clf("<Log inBitDepth='32f' outBitDepth='32f' style='log10'/>")), {10, 100, 0.1f}), {1, 2, -1});
  const std::string camera =
      "<LogParams base='10' logSideSlope='0.25' logSideOffset='0.4' linSideSlope='5.5' "
      "linSideOffset='0.05' linSideBreak='0.01'/></Log>";
  const Lut there = lut(clf("<Log inBitDepth='32f' outBitDepth='32f' style='cameraLinToLog'>" + camera));
  const Lut back = lut(clf("<Log inBitDepth='32f' outBitDepth='32f' style='cameraLogToLin'>" + camera));
  const Rgb v{-0.1f, 0.18f, 5};
  expect_rgb(apply(there, v),
             {static_cast<float>(0.25 * std::log10(0.105) + 0.4 - 0.11 * 0.25 * 5.5 / (0.105 * std::log(10.0))),
              static_cast<float>(0.25 * std::log10(1.04) + 0.4), static_cast<float>(0.25 * std::log10(27.55) + 0.4)});
  expect_rgb(apply(back, apply(there, v)), v, 1e-4f);
  const std::string srgb = "<ExponentParams exponent='2.4' offset='0.055'/></Exponent>";
  const Lut to_linear = lut(clf("<Exponent inBitDepth='32f' outBitDepth='32f' style='monCurveFwd'>" + srgb));
  const Lut to_srgb = lut(clf("<Exponent inBitDepth='32f' outBitDepth='32f' style='monCurveRev'>" + srgb));
  expect_rgb(apply(to_linear, {0.5f, 0.02f, 1}), {0.21404f, 0.02f / 12.9232f, 1}, 1e-4f);
  expect_rgb(apply(to_srgb, apply(to_linear, {0.5f, 0.02f, 0.9f})), {0.5f, 0.02f, 0.9f}, 1e-5f);
}

TEST(Clf, CdlThereAndBack) {
  const std::string values =
      "<SOPNode><Slope>1.2 1 0.8</Slope><Offset>0.01 0 0.02</Offset><Power>1.1 1 0.9</Power></SOPNode>"
      "<SatNode><Saturation>0.8</Saturation></SatNode></ASC_CDL>";
  const Lut there = lut(clf("<ASC_CDL inBitDepth='32f' outBitDepth='32f' style='FwdNoClamp'>" + values));
  const Lut back = lut(clf("<ASC_CDL inBitDepth='32f' outBitDepth='32f' style='RevNoClamp'>" + values));
  const double r = std::pow(0.5 * 1.2 + 0.01, 1.1), g = 0.25, b = std::pow(0.3 * 0.8 + 0.02, 0.9);
  const double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  expect_rgb(apply(there, {0.5f, 0.25f, 0.3f}),
             {float(y + 0.8 * (r - y)), float(y + 0.8 * (g - y)), float(y + 0.8 * (b - y))});
  expect_rgb(apply(back, apply(there, {0.5f, 0.25f, 0.3f})), {0.5f, 0.25f, 0.3f}, 1e-5f);
}

TEST(Clf, WhatIsWrongIsSaid) {
  for (const std::string& text :
       {clf(""), clf("<Wobble inBitDepth='8i' outBitDepth='8i'/>"), clf("<Matrix inBitDepth='7i' outBitDepth='8i'/>"),
        clf("<Matrix inBitDepth='8i' outBitDepth='8i'><Array dim='3 3'>1 2 3</Array></Matrix>"),
        clf("<LUT3D inBitDepth='8i' outBitDepth='8i'><Array dim='9999 9999 9999 3'>1</Array></LUT3D>"),
        clf("<LUT1D inBitDepth='8i' outBitDepth='8i'><Array dim='-2 1'>1 1</Array></LUT1D>"),
        clf("<Log inBitDepth='32f' outBitDepth='32f' style='cameraLinToLog'/>"), std::string("<ProcessList><Matrix"),
        std::string("<svg/>")}) {
    const auto read = read_lut(text);
    ASSERT_FALSE(read) << text;
    EXPECT_FALSE(read.error().message.empty());
  }
}

TEST(Lut, MutatedFilesNeverCrash) {
  const std::string seeds[] = {identity_cube(3),
                               clf("<LUT1D inBitDepth='8i' outBitDepth='8i'><Array dim='3 1'>0 51 255</Array></LUT1D>"
                                   "<Log inBitDepth='32f' outBitDepth='32f' style='log10'/>")};
  std::mt19937 random(7);
  int good = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = seeds[i % 2];
    for (unsigned n = 1 + random() % 4; n > 0; --n) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = static_cast<char>(random());
          break;
        case 1:
          text.erase(at, 1 + random() % 9);
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), random() % 20));
      }
      if (text.empty()) text = "x";
    }
    if (const auto read = read_lut(text)) {
      ++good;
      apply(*read, {0.2f, 1.5f, -3});
    }
  }
  EXPECT_GT(good, 50);
}

TEST(Lut, SharedFilesAreRead) {
  const char* shared = std::getenv("RUSHES_SHARED");
  const std::string folder = std::string(shared ? shared : RUSHES_SHARED_DEFAULT) + "/media/lut/";
  if (!std::ifstream(folder + "LogC_Video.cube")) GTEST_SKIP() << "no shared media in " << folder;
  for (const char* name : {"LogC_Video.cube", "Colour_Correct.cube", "cdl_all_styles.clf"}) {
    std::ostringstream text;
    text << std::ifstream(folder + name).rdbuf();
    const auto read = read_lut(text.str());
    ASSERT_TRUE(read) << name << ": " << read.error().message;
    for (const float v : apply(*read, {0.4f, 0.5f, 0.6f})) EXPECT_TRUE(v > -0.5f && v < 1.5f) << name;
  }
}

}  // namespace
}  // namespace rushes::effects
