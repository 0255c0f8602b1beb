// The .cube format: keywords, then one triple a line, red fastest. Adobe's DOMAIN_MIN and DOMAIN_MAX, and the
// LUT_1D_INPUT_RANGE and LUT_3D_INPUT_RANGE of others; with both sizes the 1D table comes first and feeds the cube.
#include "support/lut.hpp"

#include <charconv>
#include <cmath>

namespace rushes::effects {

namespace {

constexpr int smallest = 2, largest_curve = 65536, largest_cube = 256;

struct Reader {
  std::string_view rest;
  int line_number = 0;

  bool line(std::string_view& out) {
    if (rest.empty()) return false;
    const auto end = rest.find_first_of("\r\n");
    out = rest.substr(0, end);
    if (end == rest.npos)
      rest = {};
    else
      rest.remove_prefix(end + (rest[end] == '\r' && end + 1 < rest.size() && rest[end + 1] == '\n' ? 2 : 1));
    ++line_number;
    while (!out.empty() && (out.front() == ' ' || out.front() == '\t')) out.remove_prefix(1);
    return true;
  }
  Error bad(const std::string& what) const {
    return {Errc::invalid, "line " + std::to_string(line_number) + " of the .cube file " + what};
  }
};

std::string_view word(std::string_view& s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  const std::size_t end = std::min(s.find_first_of(" \t"), s.size());
  const std::string_view out = s.substr(0, end);
  s.remove_prefix(end);
  return out;
}

bool number(std::string_view text, float& out) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(out);
}

template <std::size_t n>
bool numbers(std::string_view s, std::array<float, n>& out) {
  for (float& v : out)
    if (!number(word(s), v)) return false;
  return word(s).empty();
}

bool size_of(std::string_view s, int largest, int& out) {
  const std::string_view text = word(s);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && word(s).empty() && out >= smallest &&
         out <= largest;
}

}  // namespace

Result<Lut> read_cube(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Reader in{text};
  Lut lut;
  int curve_size = 0, cube_size = 0;
  Rgb low{0, 0, 0}, high{1, 1, 1};
  std::array<float, 2> curve_range{0, 1}, cube_range{0, 1};
  bool domain = false, curve_ranged = false, cube_ranged = false;
  std::vector<float> values;
  std::string_view line;
  while (in.line(line)) {
    if (line.empty() || line.front() == '#') continue;
    std::string_view rest = line;
    const std::string_view key = word(rest);
    const bool letter = (key.front() >= 'A' && key.front() <= 'Z') || (key.front() >= 'a' && key.front() <= 'z');
    if (!letter) {
      Rgb rgb;
      if (!curve_size && !cube_size) return in.bad("holds values before LUT_1D_SIZE or LUT_3D_SIZE");
      if (!numbers(line, rgb)) return in.bad("is not three finite numbers");
      const std::size_t wanted = static_cast<std::size_t>(curve_size) + static_cast<std::size_t>(cube_size) *
                                                                            static_cast<std::size_t>(cube_size) *
                                                                            static_cast<std::size_t>(cube_size);
      if (values.size() >= wanted * 3) return in.bad("is one more than its size says");
      values.insert(values.end(), rgb.begin(), rgb.end());
    } else if (!values.empty()) {
      return in.bad("holds a keyword behind the first values");
    } else if (key == "TITLE") {
      const auto open = rest.find('"'), close = rest.rfind('"');
      if (open != rest.npos && close > open) lut.title = std::string(rest.substr(open + 1, close - open - 1));
    } else if (key == "LUT_1D_SIZE") {
      if (curve_size || !size_of(rest, largest_curve, curve_size))
        return in.bad("needs one whole number from 2 to 65536, once");
    } else if (key == "LUT_3D_SIZE") {
      if (cube_size || !size_of(rest, largest_cube, cube_size))
        return in.bad("needs one whole number from 2 to 256, once");
    } else if (key == "DOMAIN_MIN" || key == "DOMAIN_MAX") {
      domain = true;
      if (!numbers(rest, key == "DOMAIN_MIN" ? low : high)) return in.bad("needs three numbers");
    } else if (key == "LUT_1D_INPUT_RANGE" || key == "LUT_3D_INPUT_RANGE") {
      const bool curve = key == "LUT_1D_INPUT_RANGE";
      (curve ? curve_ranged : cube_ranged) = true;
      if (!numbers(rest, curve ? curve_range : cube_range)) return in.bad("needs two numbers");
    }  // other keywords say nothing about the values
  }
  if (!curve_size && !cube_size)
    return Error{Errc::invalid, "the .cube file names neither LUT_1D_SIZE nor LUT_3D_SIZE"};
  const auto n = static_cast<std::size_t>(cube_size);
  const std::size_t curve_values = static_cast<std::size_t>(curve_size) * 3, all = curve_values + n * n * n * 3;
  if (values.size() != all)
    return Error{Errc::invalid, "the .cube file ends after " + std::to_string(values.size() / 3) + " of " +
                                    std::to_string(all / 3) + " lines of values"};
  const auto ends = [&](const std::array<float, 2>& range, bool ranged, Rgb& from, Rgb& to) {
    from = low, to = high;
    if (ranged && !domain) from.fill(range[0]), to.fill(range[1]);
  };
  if (curve_size) {
    LutCurves curves;
    ends(curve_range, curve_ranged, curves.low, curves.high);
    for (std::size_t i = 0; i < curve_values; ++i) curves.table[i % 3].push_back(values[i]);
    lut.stages.emplace_back(std::move(curves));
  }
  if (cube_size) {
    LutCube cube;
    cube.size = cube_size;
    // A domain belongs to what comes first; a cube behind a curve takes what the curve gives.
    if (!curve_size || cube_ranged) ends(cube_range, cube_ranged, cube.low, cube.high);
    cube.rgb.assign(values.begin() + static_cast<std::ptrdiff_t>(curve_values), values.end());
    lut.stages.emplace_back(std::move(cube));
  }
  for (const LutStage& stage : lut.stages)
    for (std::size_t c = 0; c < 3; ++c) {
      const auto check = [&](const auto& s) { return s.low[c] < s.high[c]; };
      const bool good =
          std::holds_alternative<LutCube>(stage) ? check(std::get<LutCube>(stage)) : check(std::get<LutCurves>(stage));
      if (!good) return Error{Errc::invalid, "the .cube file's input range ends before it begins"};
    }
  return lut;
}

Result<Lut> read_lut(std::string_view text) {
  const auto first = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == text.npos) return Error{Errc::invalid, "the look-up table's file is empty"};
  return text[first] == '<' ? read_clf(text) : read_cube(text);
}

}  // namespace rushes::effects
