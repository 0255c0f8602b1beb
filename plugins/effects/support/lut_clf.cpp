// CLF: a ProcessList of nodes. Integer bit depths only scale the numbers in the file; here all are brought to 0..1.
#include "support/lut.hpp"

#include <pugixml.hpp>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>

namespace rushes::effects {

namespace {

constexpr std::size_t most_stages = 64;

Error bad(const pugi::xml_node& node, const std::string& what) {
  return {Errc::invalid, std::string("the CLF file's ") + node.name() + " " + what};
}

// What 1.0 is in numbers of this depth; 0 when it is none.
double scale_of(const char* depth) {
  const std::string_view d = depth;
  return d == "8i"                  ? 255
         : d == "10i"               ? 1023
         : d == "12i"               ? 4095
         : d == "16i"               ? 65535
         : d == "16f" || d == "32f" ? 1
                                    : 0;
}

Result<std::vector<double>> numbers(const pugi::xml_node& node, std::size_t most) {
  std::vector<double> out;
  const std::string_view text = node.text().get();
  for (std::size_t at = 0;;) {
    at = text.find_first_not_of(" \t\r\n,", at);
    if (at == text.npos) break;
    if (text[at] == '+') ++at;
    double v = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), v);
    if (error != std::errc{} || !std::isfinite(v)) return bad(node, "holds something that is no finite number");
    if (out.size() >= most) return bad(node, "holds more numbers than its size says");
    out.push_back(v);
    at = static_cast<std::size_t>(end - text.data());
  }
  return out;
}

bool triple(const pugi::xml_node& node, std::array<double, 3>& out) {
  if (!node) return true;
  const auto read = numbers(node, 3);
  if (!read || read->size() != 3) return false;
  std::copy(read->begin(), read->end(), out.begin());
  return true;
}

Result<std::vector<int>> dimensions(const pugi::xml_node& array) {
  std::vector<int> out;
  std::string_view text = array.attribute("dim").value();
  while (!text.empty()) {
    if (text.front() == ' ') {
      text.remove_prefix(1);
      continue;
    }
    int v = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
    if (error != std::errc{} || v < 1 || v > 65536 || out.size() == 4) return bad(array, "has no readable dim");
    out.push_back(v);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  return out;
}

float from_half(std::uint32_t code) {
  const int exponent = static_cast<int>(code >> 10 & 31);
  const double fraction = static_cast<double>(code & 1023) / 1024;
  const double sign = code & 0x8000 ? -1 : 1;
  if (exponent == 31) return static_cast<float>(sign * 65504);  // infinity and NaN have no place in a table
  return static_cast<float>(sign * (exponent ? std::ldexp(1 + fraction, exponent - 15) : std::ldexp(fraction, -14)));
}

using Stage = Result<LutStage>;

Stage matrix(const pugi::xml_node& node, double in, double out) {
  const auto array = node.child("Array");
  const auto dim = dimensions(array);
  if (!dim) return dim.error();
  const bool square = dim->size() >= 2 && (*dim)[0] == 3 && (*dim)[1] == 3;
  const bool wide = dim->size() >= 2 && (*dim)[0] == 3 && (*dim)[1] == 4;
  if (!square && !wide) return bad(node, "is not 3 by 3 or 3 by 4");
  const auto v = numbers(array, 12);
  if (!v) return v.error();
  const std::size_t columns = square ? 3 : 4;
  if (v->size() != columns * 3) return bad(node, "does not hold as many numbers as its size says");
  LutMatrix m;
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t c = 0; c < 3; ++c) m.m[r * 3 + c] = (*v)[r * columns + c] * in / out;
    if (wide) m.offset[r] = (*v)[r * 4 + 3] / out;
  }
  return LutStage(m);
}

Stage curves(const pugi::xml_node& node, double out) {
  if (node.child("IndexMap")) return bad(node, "has an IndexMap, which is not read here");
  const auto array = node.child("Array");
  const auto dim = dimensions(array);
  if (!dim) return dim.error();
  if (dim->size() != 2 || (*dim)[0] < 2 || ((*dim)[1] != 1 && (*dim)[1] != 3))
    return bad(node, "is not 2 to 65536 entries of 1 or 3 numbers");
  const auto n = static_cast<std::size_t>((*dim)[0]), columns = static_cast<std::size_t>((*dim)[1]);
  const auto v = numbers(array, n * columns);
  if (!v) return v.error();
  if (v->size() != n * columns) return bad(node, "does not hold as many numbers as its size says");
  LutCurves curves;
  curves.half_domain = node.attribute("halfDomain").as_bool();
  if (curves.half_domain && n != 65536) return bad(node, "has a half domain but not 65536 entries");
  const bool raw = node.attribute("rawHalfs").as_bool();
  for (std::size_t c = 0; c < 3; ++c) {
    curves.table[c].resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double value = (*v)[i * columns + (columns == 3 ? c : 0)];
      if (raw && (value < 0 || value > 65535)) return bad(node, "holds a raw half beyond 16 bits");
      curves.table[c][i] = raw ? from_half(static_cast<std::uint32_t>(value)) : static_cast<float>(value / out);
    }
  }
  return LutStage(std::move(curves));
}

Stage cube(const pugi::xml_node& node, double out) {
  const auto array = node.child("Array");
  const auto dim = dimensions(array);
  if (!dim) return dim.error();
  if (dim->size() != 4 || (*dim)[3] != 3 || (*dim)[0] != (*dim)[1] || (*dim)[1] != (*dim)[2] || (*dim)[0] < 2 ||
      (*dim)[0] > 256)
    return bad(node, "is not a cube of 2 to 256 points a side with 3 numbers each");
  const auto n = static_cast<std::size_t>((*dim)[0]);
  const auto v = numbers(array, n * n * n * 3);
  if (!v) return v.error();
  if (v->size() != n * n * n * 3) return bad(node, "does not hold as many numbers as its size says");
  LutCube cube;
  cube.size = static_cast<int>(n);
  cube.tetrahedral = std::string_view(node.attribute("interpolation").value()) == "tetrahedral";
  cube.rgb.resize(v->size());
  for (std::size_t r = 0; r < n; ++r)  // in the file blue runs fastest
    for (std::size_t g = 0; g < n; ++g)
      for (std::size_t b = 0; b < n; ++b)
        for (std::size_t c = 0; c < 3; ++c)
          cube.rgb[((b * n + g) * n + r) * 3 + c] = static_cast<float>((*v)[((r * n + g) * n + b) * 3 + c] / out);
  return LutStage(std::move(cube));
}

Stage range(const pugi::xml_node& node, double in, double out) {
  LutRange r;
  r.clamp = std::string_view(node.attribute("style").as_string("Clamp")) != "noClamp";
  const auto read = [&](const char* name, double scale, std::optional<double>& to) {
    const auto child = node.child(name);
    if (!child) return true;
    const auto v = numbers(child, 1);
    if (!v || v->size() != 1) return false;
    to = v->front() / scale;
    return true;
  };
  if (!read("minInValue", in, r.in_low) || !read("maxInValue", in, r.in_high) || !read("minOutValue", out, r.out_low) ||
      !read("maxOutValue", out, r.out_high))
    return bad(node, "holds an end that is no number");
  if (r.in_low.has_value() != r.out_low.has_value() || r.in_high.has_value() != r.out_high.has_value())
    return bad(node, "gives only one side of an end");
  if (!r.in_low && !r.in_high) return bad(node, "gives no ends");
  if (!r.clamp && (!r.in_low || !r.in_high)) return bad(node, "does not clamp and so needs both ends");
  if (r.in_low && r.in_high && !(*r.in_low < *r.in_high)) return bad(node, "ends before it begins");
  return LutStage(r);
}

Stage log(const pugi::xml_node& node) {
  using S = LutLog::Style;
  static const std::map<std::string_view, std::pair<S, double>> styles{{"log10", {S::log, 10}},
                                                                       {"log2", {S::log, 2}},
                                                                       {"antiLog10", {S::antilog, 10}},
                                                                       {"antiLog2", {S::antilog, 2}},
                                                                       {"linToLog", {S::lin_to_log, 2}},
                                                                       {"logToLin", {S::log_to_lin, 2}},
                                                                       {"cameraLinToLog", {S::camera_lin_to_log, 2}},
                                                                       {"cameraLogToLin", {S::camera_log_to_lin, 2}}};
  const auto style = styles.find(node.attribute("style").value());
  if (style == styles.end()) return bad(node, "has a style that is not known");
  LutLog log;
  log.style = style->second.first, log.base = style->second.second;
  const bool camera = log.style == S::camera_lin_to_log || log.style == S::camera_log_to_lin;
  if (camera && !node.child("LogParams")) return bad(node, "has a camera style and no LogParams");
  for (const auto p : node.children("LogParams")) {
    if (p.attribute("base")) log.base = p.attribute("base").as_double();
    LutLog::Side side;
    side.lin_slope = p.attribute("linSideSlope").as_double(1);
    side.lin_offset = p.attribute("linSideOffset").as_double(0);
    side.log_slope = p.attribute("logSideSlope").as_double(1);
    side.log_offset = p.attribute("logSideOffset").as_double(0);
    if (camera && !p.attribute("linSideBreak")) return bad(node, "has a camera style and no linSideBreak");
    side.lin_break = p.attribute("linSideBreak").as_double(0);
    if (p.attribute("linearSlope")) side.linear_slope = p.attribute("linearSlope").as_double();
    if (side.lin_slope == 0 || side.log_slope == 0) return bad(node, "has a slope of 0");
    const std::string_view channel = p.attribute("channel").value();
    for (std::size_t c = 0; c < 3; ++c)
      if (channel.empty() || channel == std::string_view("RGB").substr(c, 1)) log.side[c] = side;
  }
  if (!(log.base > 0) || log.base == 1 || !std::isfinite(log.base)) return bad(node, "has no usable base");
  return LutStage(log);
}

Stage cdl(const pugi::xml_node& node) {
  using S = LutCdl::Style;
  // Names of version 2 and of version 3.
  static const std::map<std::string_view, S> styles{{"", S::forward},
                                                    {"Fwd", S::forward},
                                                    {"v1.2_Fwd", S::forward},
                                                    {"Rev", S::reverse},
                                                    {"v1.2_Rev", S::reverse},
                                                    {"FwdNoClamp", S::forward_no_clamp},
                                                    {"noClampFwd", S::forward_no_clamp},
                                                    {"RevNoClamp", S::reverse_no_clamp},
                                                    {"noClampRev", S::reverse_no_clamp}};
  const auto style = styles.find(node.attribute("style").value());
  if (style == styles.end()) return bad(node, "has a style that is not known");
  LutCdl cdl;
  cdl.style = style->second;
  const auto sop = node.child("SOPNode");
  if (!triple(sop.child("Slope"), cdl.slope) || !triple(sop.child("Offset"), cdl.offset) ||
      !triple(sop.child("Power"), cdl.power))
    return bad(node, "needs three numbers each for Slope, Offset and Power");
  if (const auto saturation = node.child("SatNode").child("Saturation")) {
    const auto v = numbers(saturation, 1);
    if (!v || v->size() != 1 || v->front() < 0) return bad(node, "has no usable Saturation");
    cdl.saturation = v->front();
  }
  const bool back = cdl.style == S::reverse || cdl.style == S::reverse_no_clamp;
  for (std::size_t c = 0; c < 3; ++c)
    if (!(cdl.power[c] > 0) || cdl.slope[c] < 0 || (back && cdl.slope[c] == 0))
      return bad(node, "needs a Power above 0 and a Slope that is not negative");
  if (back && cdl.saturation == 0) return bad(node, "cannot take back a Saturation of 0");
  return LutStage(cdl);
}

Stage exponent(const pugi::xml_node& node) {
  using C = LutExponent::Curve;
  static const std::map<std::string_view, std::pair<C, bool>> styles{{"basicFwd", {C::basic, false}},
                                                                     {"basicRev", {C::basic, true}},
                                                                     {"basicMirrorFwd", {C::basic_mirror, false}},
                                                                     {"basicMirrorRev", {C::basic_mirror, true}},
                                                                     {"basicPassThruFwd", {C::basic_pass, false}},
                                                                     {"basicPassThruRev", {C::basic_pass, true}},
                                                                     {"monCurveFwd", {C::monitor, false}},
                                                                     {"monCurveRev", {C::monitor, true}},
                                                                     {"monCurveMirrorFwd", {C::monitor_mirror, false}},
                                                                     {"monCurveMirrorRev", {C::monitor_mirror, true}}};
  const auto style = styles.find(node.attribute("style").value());
  if (style == styles.end()) return bad(node, "has a style that is not known");
  LutExponent e;
  e.curve = style->second.first, e.reverse = style->second.second;
  for (const char* name : {"ExponentParams", "GammaParams"})
    for (const auto p : node.children(name)) {
      const double value =
          p.attribute("exponent") ? p.attribute("exponent").as_double() : p.attribute("gamma").as_double(1);
      const double offset = p.attribute("offset").as_double(0);
      if (!(value >= 0.01 && value <= 100) || !(offset >= 0 && offset <= 0.9))
        return bad(node, "needs an exponent of 0.01 to 100 and an offset of 0 to 0.9");
      const std::string_view channel = p.attribute("channel").value();
      for (std::size_t c = 0; c < 3; ++c)
        if (channel.empty() || channel == std::string_view("RGB").substr(c, 1))
          e.exponent[c] = value, e.offset[c] = offset;
    }
  const bool monitor = e.curve == C::monitor || e.curve == C::monitor_mirror;
  for (std::size_t c = 0; c < 3; ++c)
    if (monitor && e.exponent[c] < 1) return bad(node, "has a monitor curve with an exponent below 1");
  return LutStage(e);
}

}  // namespace

Result<Lut> read_clf(std::string_view text) {
  if (text.size() > std::size_t{256} << 20) return Error{Errc::invalid, "the CLF file is larger than 256 MiB"};
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_auto);
  if (!parsed)
    return Error{Errc::invalid, "the CLF file is no XML: " + std::string(parsed.description()) + " at byte " +
                                    std::to_string(parsed.offset)};
  const auto list = document.child("ProcessList");
  if (!list) return Error{Errc::invalid, "the file has no ProcessList, so it is no CLF file"};
  Lut lut;
  lut.title = list.attribute("name").value();
  for (const auto node : list.children()) {
    if (node.type() != pugi::node_element) continue;
    const std::string_view name = node.name();
    if (name == "Id" || name == "Description" || name == "InputDescriptor" || name == "OutputDescriptor" ||
        name == "Info")
      continue;
    if (std::string_view(node.attribute("bypass").value()) == "true") continue;
    const double in = scale_of(node.attribute("inBitDepth").value()),
                 out = scale_of(node.attribute("outBitDepth").value());
    if (in == 0 || out == 0) return bad(node, "has no known bit depths");
    Stage stage = name == "Matrix"                        ? matrix(node, in, out)
                  : name == "LUT1D"                       ? curves(node, out)
                  : name == "LUT3D"                       ? cube(node, out)
                  : name == "Range"                       ? range(node, in, out)
                  : name == "Log"                         ? log(node)
                  : name == "ASC_CDL"                     ? cdl(node)
                  : name == "Exponent" || name == "Gamma" ? exponent(node)
                                                          : Stage(bad(node, "is no node that is known here"));
    if (!stage) return std::move(stage).error();
    if (lut.stages.size() >= most_stages) return Error{Errc::invalid, "the CLF file has more than 64 nodes"};
    lut.stages.push_back(*std::move(stage));
  }
  if (lut.stages.empty()) return Error{Errc::invalid, "the CLF file's ProcessList is empty"};
  return lut;
}

}  // namespace rushes::effects
