// Colour look-up tables from files: .cube (1D, 3D and a 1D shaper before a 3D cube) and CLF (Common LUT Format,
// SMPTE ST 2136-1). A file becomes a list of stages, each with its values scaled to 0..1; apply() is the reference that
// faster loops are tested against.
#pragma once

#include <rushes/result.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rushes::effects {

using Rgb = std::array<float, 3>;

struct LutMatrix {  // out = m * in + offset
  std::array<double, 9> m{1, 0, 0, 0, 1, 0, 0, 0, 1};
  std::array<double, 3> offset{};
};
struct LutCurves {  // each channel through its own table, linear between entries, held beyond the ends
  std::array<std::vector<float>, 3> table;
  Rgb low{0, 0, 0}, high{1, 1, 1};  // the input of the first and the last entry
  bool half_domain = false;         // entry n belongs to the input whose half-float code is n
};
struct LutCube {
  int size = 0;
  std::vector<float> rgb;  // size^3 triples, red runs fastest
  Rgb low{0, 0, 0}, high{1, 1, 1};
  bool tetrahedral = true;  // else trilinear
};
struct LutRange {  // absent ends do not clamp
  std::optional<double> in_low, in_high, out_low, out_high;
  bool clamp = true;
};
struct LutLog {
  enum class Style { log, antilog, lin_to_log, log_to_lin, camera_lin_to_log, camera_log_to_lin };
  Style style = Style::log;
  double base = 2;
  struct Side {
    double lin_slope = 1, lin_offset = 0, log_slope = 1, log_offset = 0, lin_break = 0;
    std::optional<double> linear_slope;
  };
  std::array<Side, 3> side;
};
struct LutCdl {
  enum class Style { forward, reverse, forward_no_clamp, reverse_no_clamp };
  Style style = Style::forward;
  std::array<double, 3> slope{1, 1, 1}, offset{}, power{1, 1, 1};
  double saturation = 1;
};
struct LutExponent {
  enum class Curve { basic, basic_mirror, basic_pass, monitor, monitor_mirror };
  Curve curve = Curve::basic;
  bool reverse = false;
  std::array<double, 3> exponent{1, 1, 1}, offset{};  // offset: of the monitor curves
};

using LutStage = std::variant<LutMatrix, LutCurves, LutCube, LutRange, LutLog, LutCdl, LutExponent>;

struct Lut {
  std::string title;
  std::vector<LutStage> stages;  // the first is applied first
};

// Errors say the line (.cube) or the element (CLF). Cubes hold 2 to 256 points a side, curves 2 to 65536.
Result<Lut> read_cube(std::string_view text);
Result<Lut> read_clf(std::string_view text);
Result<Lut> read_lut(std::string_view text);  // tells the two apart by their content

Rgb apply(const LutStage& stage, Rgb in);
Rgb apply(const Lut& lut, Rgb in);

}  // namespace rushes::effects
