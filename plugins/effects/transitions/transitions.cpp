// Transitions beyond dissolve and wipe. Those that move pictures are in motions.hpp; here are those that change colours
// and places, and the list of all.
#include "transitions/luma.hpp"
#include "transitions/motions.hpp"
#include "transitions/transition.hpp"

#include <mutex>

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;
using rushes::PluginSpec;

struct DipToColour : MovingTransition<DipToColour> {
  static constexpr PluginSpec spec{.id = "org.rushes.dip_to_colour",
                                   .name = "Dip to colour",
                                   .description = "The picture goes to a colour, and the other comes out of it.",
                                   .traits = transition_traits,
                                   .inputs = 2};
  static constexpr std::array params{
      mix_param, colour("colour", "Colour", {0, 0, 0, 1}, "What it goes to."),
      number("hold", "Hold", 0.1, 0, 0.9, 0.01, "Share of the time in which only the colour is seen."), ease_param};
  struct Kernel {
    float colour[4], shown;  // how much of the colour
    bool before;
    void operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const {
      for (int i = 0; i < row.width; ++i) {
        float p[4];
        std::copy_n((before ? a : b).near(row.x1 + i, y), 4, p);
        mix4(p, colour, shown);
        put(row, i, p);
      }
    }
  };
  static Kernel kernel(const DipToColour&, const Args& p, const Frame&) {
    const double mix = tamed(p.number("rushes.mix"), 0, 1), open = (1 - value(p, "hold")) / 2;
    const double t = std::clamp((mix < 0.5 ? mix : 1 - mix) / open, 0.0, 1.0);
    Kernel k{};
    for (int c = 0; c < 4; ++c) k.colour[c] = value(p, "colour", c) * (c < 3 ? value(p, "colour", 3) : 1);
    k.shown = static_cast<float>(p.text("ease") == "linear" ? t : t * t * (3 - 2 * t));
    k.before = mix < 0.5;
    return k;
  }
};

struct LumaWipe : MovingTransition<LumaWipe> {
  static constexpr PluginSpec spec{.id = "org.rushes.luma_wipe",
                                   .name = "Luma wipe",
                                   .description = "Dark places of a grey picture change first, bright ones last.",
                                   .traits = transition_traits,
                                   .inputs = 2};
  static constexpr std::array params{
      mix_param,
      ParamSpec{.id = "picture",
                .label = "Picture",
                .type = RUSHES_P_ASSET,
                .help = "Its luma says when a place changes; stretched over the frame. Without one, the pattern."},
      choice("pattern", "Pattern", "clouds", "clouds|diagonal|blinds|checker|spiral|rings|bricks",
             "What says when a place changes where there is no picture."),
      number("softness", "Softness", 0.1, 0, 1, 0.01, "How gradually a place changes, as a share of the whole."),
      toggle("invert", "Invert", false, "Bright places change first."),
      ease_param};
  struct Kernel {
    std::shared_ptr<const Luma> picture;
    std::string pattern;
    double x, y, width, height;
    float place, soft;
    bool invert;
    void operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int line) const {
      for (int i = 0; i < row.width; ++i) {
        const double u = (row.x1 + i + 0.5 - x) / width, v = (line + 0.5 - y) / height;
        float g = picture ? picture->at(u, v) : luma_pattern(pattern, u, v, width / height);
        if (invert) g = 1 - g;
        float p[4];
        std::copy_n(a.near(row.x1 + i, line), 4, p);
        mix4(p, b.near(row.x1 + i, line), smooth_step(0, soft, place - g));
        put(row, i, p);
      }
    }
  };
  static Kernel kernel(const LumaWipe& effect, const Args& p, const Frame& f) {
    // From just before the darkest place changes to just after the brightest has.
    const float soft = std::max(1.0f / 256, value(p, "softness"));
    return {effect.picture_of(p),
            std::string(p.text("pattern")),
            double(f.full.x1),
            double(f.full.y1),
            f.width(),
            f.height(),
            static_cast<float>(eased(p)) * (1 + soft),
            soft,
            p.flag("invert")};
  }

  std::shared_ptr<const Luma> picture_of(const Args& p) const {
    if (p.text("picture").empty()) return nullptr;
    const std::string bytes = resource(p.text("picture"));
    const std::lock_guard lock(mutex);
    if (!known || bytes != known_bytes) {
      known = read_luma(bytes);
      known_bytes = bytes;
    }
    return known;
  }
  // Reading is cheap, decoding is not: the last picture is kept.
  mutable std::mutex mutex;
  mutable std::string known_bytes;
  mutable std::shared_ptr<const Luma> known;
};

struct Glitch : MovingTransition<Glitch> {
  static constexpr PluginSpec spec{.id = "org.rushes.glitch",
                                   .name = "Glitch",
                                   .description = "The signal breaks up: blocks jump, colours part, the other comes.",
                                   .traits = transition_traits | RUSHES_TRAIT_USES_SEED,
                                   .inputs = 2};
  static constexpr std::array params{
      mix_param, number("amount", "Amount", 0.5, 0, 1, 0.01, "How far blocks jump and colours part."),
      number("block", "Block", 0.06, 0.01, 0.5, 0.01, "Height of the blocks.", "", RUSHES_U_NORMALIZED)};
  struct Kernel {
    double mix, strength;
    std::uint64_t seed;
    int block_x, block_y;
    rushes_rect full;
    static double random(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
      std::uint64_t h = a * 0x9E3779B97F4A7C15ull + b * 0xC2B2AE3D27D4EB4Full + c * 0x165667B19E3779F9ull;
      h ^= h >> 32, h *= 0xD6E8FEB86659FD93ull, h ^= h >> 32, h *= 0xD6E8FEB86659FD93ull, h ^= h >> 32;
      return static_cast<double>(h >> 11) / 9007199254740992.0;
    }
    void operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const {
      const auto by = static_cast<std::uint64_t>((y - full.y1) / block_y);
      const double width = full.x2 - full.x1;
      // Some stripes jump sideways in each frame; reds and blues part all over.
      const bool jumps = random(seed, by, 1) < strength;
      const int jump = jumps ? static_cast<int>((random(seed, by, 2) - 0.5) * 0.5 * strength * width) : 0;
      const int part = static_cast<int>(random(seed, 0, 3) * 0.02 * strength * width);
      for (int i = 0; i < row.width; ++i) {
        const int x = row.x1 + i;
        const auto bx = static_cast<std::uint64_t>((x - full.x1) / block_x);
        // A block goes over once and for all, at a moment of its own.
        const FloatImage& from = random(by, bx, 4) < mix ? b : a;
        const float* middle = from.near(x + jump, y);
        const float p[4] = {from.near(x + jump + part, y)[0], middle[1], from.near(x + jump - part, y)[2], middle[3]};
        // Colours of other places, but never more light than alpha.
        const float kept[4] = {std::min(p[0], std::max(p[3], middle[0])), p[1],
                               std::min(p[2], std::max(p[3], middle[2])), p[3]};
        put(row, i, kept);
      }
    }
  };
  static Kernel kernel(const Glitch&, const Args& p, const Frame& f) {
    const double mix = tamed(p.number("rushes.mix"), 0, 1);
    const int high = std::max(1, static_cast<int>(value(p, "block") * f.height()));
    return {mix, value(p, "amount") * 4 * mix * (1 - mix), p.args->seed, 2 * high, high, f.full};
  }
};

}  // namespace

RUSHES_PLUGINS(Push, Slide, Zoom, Spin, Cube, DipToColour, LumaWipe, Glitch);
