// Effects on the tones and hues of a picture, each pixel for itself.
#include "grading/curve.hpp"
#include "grading/illuminant.hpp"
#include "grading/kernels.hpp"
#include "support/maths.hpp"
#include "support/pixel_effect.hpp"

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;
using rushes::PluginSpec;

Rgb rgb_of(FloatRow& row) { return {row.r.data(), row.g.data(), row.b.data()}; }
std::size_t size_of(const FloatRow& row) { return static_cast<std::size_t>(row.width); }

constexpr ParamSpec curve(const char* id, const char* label) {
  return {.id = id,
          .label = label,
          .type = RUSHES_P_STRING,
          .help = "Points x,y from 0,0 (black) to 1,1 (white), like 0,0 0.25,0.2 0.75,0.8 1,1; empty changes nothing."};
}

struct Curves : PixelEffect<Curves> {
  static constexpr PluginSpec spec{.id = "org.rushes.curves",
                                   .name = "Curves",
                                   .description = "Tone curves for all channels and for red, green and blue.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{curve("master", "All"), curve("red", "Red"), curve("green", "Green"),
                                     curve("blue", "Blue")};
  struct Kernel {
    std::vector<float> tables[4];
    bool neutral = true;
    void operator()(FloatRow& row, int) const {
      const float *all[3] = {tables[0].data(), tables[0].data(), tables[0].data()},
                  *own[3] = {tables[1].data(), tables[2].data(), tables[3].data()};
      apply_curves(own, rgb_of(row), size_of(row));
      apply_curves(all, rgb_of(row), size_of(row));
    }
  };
  static Kernel kernel(const Args& a, const Frame&) {
    Kernel k;
    const char* ids[] = {"master", "red", "green", "blue"};
    for (std::size_t i = 0; i < 4; ++i) {
      k.neutral &= a.text(ids[i]).empty();
      k.tables[i] = curve_table(a.text(ids[i]));
    }
    return k;
  }
};

constexpr ParamSpec hue_of(const char* id, const char* group) {
  return number(id, "Hue", 0, -180, 180, 1, "How far the hues turn: 120 makes red green.", group, RUSHES_U_DEGREES);
}
constexpr ParamSpec saturation_of(const char* id, const char* group) {
  return number(id, "Saturation", 1, 0, 4, 0.01, "0 is grey, 1 as it is.", group);
}
constexpr ParamSpec lightness_of(const char* id, const char* group) {
  return number(id, "Lightness", 0, -1, 1, 0.01, "-1 is black, 1 white.", group);
}

struct HueSaturation : PixelEffect<HueSaturation> {
  static constexpr PluginSpec spec{.id = "org.rushes.hue_saturation",
                                   .name = "Hue and saturation",
                                   .description = "Hue, saturation and lightness, of all colours and of six ranges.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{hue_of("hue", "All"),
                                     saturation_of("saturation", "All"),
                                     lightness_of("lightness", "All"),
                                     hue_of("reds.hue", "Reds"),
                                     saturation_of("reds.saturation", "Reds"),
                                     lightness_of("reds.lightness", "Reds"),
                                     hue_of("yellows.hue", "Yellows"),
                                     saturation_of("yellows.saturation", "Yellows"),
                                     lightness_of("yellows.lightness", "Yellows"),
                                     hue_of("greens.hue", "Greens"),
                                     saturation_of("greens.saturation", "Greens"),
                                     lightness_of("greens.lightness", "Greens"),
                                     hue_of("cyans.hue", "Cyans"),
                                     saturation_of("cyans.saturation", "Cyans"),
                                     lightness_of("cyans.lightness", "Cyans"),
                                     hue_of("blues.hue", "Blues"),
                                     saturation_of("blues.saturation", "Blues"),
                                     lightness_of("blues.lightness", "Blues"),
                                     hue_of("magentas.hue", "Magentas"),
                                     saturation_of("magentas.saturation", "Magentas"),
                                     lightness_of("magentas.lightness", "Magentas")};
  struct Kernel {
    HueRanges ranges{};
    bool neutral = true;
    void operator()(FloatRow& row, int) const { apply_hue_ranges(ranges, rgb_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame&) {
    Kernel k;
    const char* names[] = {"reds.", "yellows.", "greens.", "cyans.", "blues.", "magentas.", ""};
    for (std::size_t i = 0; i < 7; ++i) {
      const std::string name = names[i];
      k.ranges.hue[i] = value(a, name + "hue") / 60;
      k.ranges.saturation[i] = value(a, name + "saturation");
      k.ranges.lightness[i] = value(a, name + "lightness");
      k.neutral &= k.ranges.hue[i] == 0 && k.ranges.saturation[i] == 1 && k.ranges.lightness[i] == 0;
    }
    return k;
  }
};

struct ThreeWay : PixelEffect<ThreeWay> {
  static constexpr PluginSpec spec{.id = "org.rushes.three_way",
                                   .name = "Three-way colour",
                                   .description = "Colour wheels for shadows, middle tones and highlights.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{
      colour("shadows", "Shadows", {0, 0, 0, 1}, "What is added to dark tones; 0 changes nothing.", -1, 1),
      colour("midtones", "Midtones", {0, 0, 0, 1}, "What is added to middle tones.", -1, 1),
      colour("highlights", "Highlights", {0, 0, 0, 1}, "What is added to bright tones.", -1, 1),
      number("saturation", "Saturation", 1, 0, 4, 0.01, "0 is grey, 1 as it is.")};
  struct Kernel {
    Wheels wheels{};
    bool neutral = true;
    void operator()(FloatRow& row, int) const { apply_wheels(wheels, rgb_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    Kernel k;
    for (int i = 0; i < 3; ++i) {
      k.wheels.shadows[i] = value(a, "shadows", i);
      k.wheels.middle[i] = value(a, "midtones", i);
      k.wheels.highlights[i] = value(a, "highlights", i);
      k.neutral &= k.wheels.shadows[i] == 0 && k.wheels.middle[i] == 0 && k.wheels.highlights[i] == 0;
    }
    k.wheels.luma[0] = f.space.kr, k.wheels.luma[1] = f.space.kg, k.wheels.luma[2] = f.space.kb;
    k.wheels.saturation = value(a, "saturation");
    k.neutral &= k.wheels.saturation == 1;
    return k;
  }
};

struct WhiteBalance : PixelEffect<WhiteBalance> {
  static constexpr PluginSpec spec{.id = "org.rushes.white_balance",
                                   .name = "White balance",
                                   .description = "Adapts the colours from the light of the scene to daylight.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{
      number("temperature", "Light of the scene", 6504, 1700, 25000, 50,
             "In kelvin: lamps about 2900, daylight 6500, shade 8000. At 6504 nothing changes."),
      number("tint", "Tint of the light", 0, -100, 100, 1, "Above 0 the light was greenish, below it was pinkish.")};
  struct Kernel {
    LightMatrix light{};
    bool neutral = true;
    void operator()(FloatRow& row, int) const { apply_light_matrix(light, rgb_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame&) {
    Kernel k;
    const double kelvin = value(a, "temperature"), tint = value(a, "tint");
    const auto m = adaptation(kelvin, tint);
    std::copy(m.begin(), m.end(), k.light.m);
    k.light.gamma = 2.4f;  // a screen's (BT.1886)
    k.neutral = kelvin == 6504 && tint == 0;
    return k;
  }
};

struct ToneMapping : PixelEffect<ToneMapping> {
  static constexpr PluginSpec spec{
      .id = "org.rushes.tone_map",
      .name = "Tone map",
      .description = "High dynamic range (PQ or HLG, BT.2020) to a standard screen, by the curve of BT.2390.",
      .traits = pointwise_traits};
  static constexpr std::array params{
      choice("source", "Source", "auto", "auto|pq|hlg|none",
             "What the samples mean; auto takes the picture's tag and leaves pictures of standard range alone."),
      number("source_peak", "Peak of the source", 1000, 100, 10000, 50, "The brightest light of the picture, in nits."),
      number("target_peak", "Peak of the screen", 100, 50, 2000, 10, "White of the screen, in nits."),
      choice("primaries", "Primaries", "rec709", "rec709|rec2020", "Of the result.")};
  struct Kernel {
    ToneMap map{};
    bool neutral = true;
    void operator()(FloatRow& row, int) const {
      if (!neutral) apply_tone_map(map, rgb_of(row), size_of(row));
    }
  };
  static double pq_of(double nits) {
    const double p = std::pow(nits / 10000, 0.1593017578125);
    return std::pow((0.8359375 + 18.8515625 * p) / (1 + 18.6875 * p), 78.84375);
  }
  static Kernel kernel(const Args& a, const Frame&) {
    Kernel k;
    const auto source = a.text("source");
    const int transfer = a.args->format.transfer;
    const bool hlg = source == "hlg" || (source == "auto" && transfer == 18);
    k.neutral = !hlg && source != "pq" && !(source == "auto" && transfer == 16);
    ToneMap& m = k.map;
    m.source = hlg ? ToneMap::hlg : ToneMap::pq;
    m.target_peak = value(a, "target_peak");
    m.source_peak = std::max(value(a, "source_peak"), m.target_peak);
    const double top = pq_of(m.source_peak);
    m.source_pq = static_cast<float>(top);
    m.pq_peak = static_cast<float>(pq_of(m.target_peak) / top);
    m.pq_knee = std::max(0.0f, 1.5f * m.pq_peak - 0.5f);
    m.hlg_gamma = static_cast<float>(1.2 + 0.42 * std::log10(m.source_peak / 1000.0));
    m.to_rec709 = a.text("primaries") != "rec2020";
    return k;
  }
};

struct Posterise : PixelEffect<Posterise> {
  static constexpr PluginSpec spec{.id = "org.rushes.posterise",
                                   .name = "Posterise",
                                   .description = "Few levels of each colour.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{number("levels", "Levels", 6, 2, 256, 1, "Of each channel.")};
  struct Kernel {
    float levels;
    bool neutral = false;
    void operator()(FloatRow& row, int) const { apply_levels(levels, rgb_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame&) { return {std::floor(value(a, "levels") + 0.5f)}; }
};

struct Invert : PixelEffect<Invert> {
  static constexpr PluginSpec spec{.id = "org.rushes.invert",
                                   .name = "Invert",
                                   .description = "A negative of the picture.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{number("amount", "Amount", 1, 0, 1, 0.01, "1 is the whole negative.")};
  struct Kernel {
    float amount;
    bool neutral;
    void operator()(FloatRow& row, int) const { apply_invert(amount, rgb_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame&) {
    const float amount = value(a, "amount");
    return {amount, amount == 0};
  }
};

struct Threshold : PixelEffect<Threshold> {
  static constexpr PluginSpec spec{.id = "org.rushes.threshold",
                                   .name = "Threshold",
                                   .description = "Black and white, divided at a level of luma.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{
      number("level", "Level", 0.5, 0, 1, 0.01, "What is brighter becomes white."),
      number("softness", "Softness", 0.02, 0, 1, 0.01, "Width of the greys on either side of the level.")};
  struct Kernel {
    float luma[3], level, softness;
    bool neutral = false;
    void operator()(FloatRow& row, int) const { apply_threshold(luma, level, softness, rgb_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    return {{f.space.kr, f.space.kg, f.space.kb}, value(a, "level"), value(a, "softness")};
  }
};

struct Sepia : PixelEffect<Sepia> {
  static constexpr PluginSpec spec{
      .id = "org.rushes.sepia", .name = "Sepia", .description = "The brown of old prints.", .traits = pointwise_traits};
  static constexpr std::array params{number("amount", "Amount", 1, 0, 1, 0.01, "How brown the picture becomes.")};
  struct Kernel {
    float m[9], amount;
    bool neutral;
    void operator()(FloatRow& row, int) const { apply_matrix(m, amount, rgb_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    // Luma times a paper's tint; white stays just within range.
    const float tone[3] = {1.0f, 0.87f, 0.68f}, luma[3] = {f.space.kr, f.space.kg, f.space.kb};
    Kernel k{};
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j) k.m[3 * i + j] = tone[i] * luma[j];
    k.amount = value(a, "amount");
    k.neutral = k.amount == 0;
    return k;
  }
};

struct Duotone : PixelEffect<Duotone> {
  static constexpr PluginSpec spec{.id = "org.rushes.duotone",
                                   .name = "Duotone",
                                   .description = "Two inks: one for the dark, one for the bright.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{colour("dark", "Dark", {0.08, 0.1, 0.32, 1}, "The colour of black."),
                                     colour("bright", "Bright", {1, 0.86, 0.62, 1}, "The colour of white."),
                                     number("amount", "Amount", 1, 0, 1, 0.01, "How much of the inks shows.")};
  struct Kernel {
    float luma[3], dark[3], bright[3], amount;
    bool neutral;
    void operator()(FloatRow& row, int) const { apply_duotone(luma, dark, bright, amount, rgb_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    Kernel k{{f.space.kr, f.space.kg, f.space.kb}, {}, {}, value(a, "amount"), false};
    for (int i = 0; i < 3; ++i) k.dark[i] = value(a, "dark", i), k.bright[i] = value(a, "bright", i);
    k.neutral = k.amount == 0;
    return k;
  }
};

}  // namespace

RUSHES_PLUGINS(Curves, HueSaturation, ThreeWay, WhiteBalance, ToneMapping, Posterise, Invert, Threshold, Sepia,
               Duotone);
