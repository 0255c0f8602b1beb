// The smallest effect: a negative.
#include <rushes/effect.hpp>

namespace {

struct Invert : rushes::Effect<Invert> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.example.invert",
                                           .name = "Invert",
                                           .description = "A negative of the picture.",
                                           .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS |
                                                     RUSHES_TRAIT_CONCURRENT | RUSHES_TRAIT_POINTWISE |
                                                     RUSHES_TRAIT_TILES};
  static constexpr std::array params{rushes::ParamSpec{.id = "amount",
                                                       .label = "Amount",
                                                       .initial = {1},
                                                       .flags = RUSHES_PF_ANIMATES,
                                                       .help = "How much of the negative shows."}};

  void render(const Render& r) {
    const auto from = rushes::rows<const float>(r.in());
    const auto to = rushes::rows<float>(r.out());
    const float k = static_cast<float>(r.number("amount"));
    for (int y = 0; y < to.height; ++y)
      for (int x = 0; x < to.width; ++x) {
        const float* a = from.row(y) + 4 * x;
        float* b = to.row(y) + 4 * x;
        // Premultiplied: white is the alpha of the pixel.
        for (int c = 0; c < 3; ++c) b[c] = a[c] + (a[3] - 2 * a[c]) * k;
        b[3] = a[3];
      }
  }
};

}  // namespace

RUSHES_PLUGINS(Invert);
