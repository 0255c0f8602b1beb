#include "core/project/json_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rushes::json {

void Writer::begin(char bracket) {
  if (!named_ && depth_ > 0) separate();
  named_ = false;
  text_ += bracket;
  ++depth_;
  first_ = true;
}

void Writer::end(char bracket) {
  --depth_;
  if (!first_) line();
  if (one_line_) one_line_ = false, lines_ = true;
  text_ += bracket;
  first_ = false;
}

void Writer::line() {
  if (compact_ || !lines_) return;
  text_ += '\n';
  text_.append(static_cast<std::size_t>(depth_) * 2, ' ');
}

void Writer::separate() {
  if (!first_) text_ += compact_ || lines_ ? "," : ", ";
  line();
  first_ = false;
}

void Writer::name(std::string_view name) {
  separate();
  string(name);
  text_ += compact_ ? ":" : ": ";
  named_ = true;
}

void Writer::raw(std::string_view spelling) {
  if (!named_ && depth_ > 0) separate();
  named_ = false;
  text_ += spelling;
}

void Writer::string(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  text_ += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        text_ += "\\\"";
        break;
      case '\\':
        text_ += "\\\\";
        break;
      case '\b':
        text_ += "\\b";
        break;
      case '\f':
        text_ += "\\f";
        break;
      case '\n':
        text_ += "\\n";
        break;
      case '\r':
        text_ += "\\r";
        break;
      case '\t':
        text_ += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          text_ += "\\u00";
          text_ += digits[c >> 4];
          text_ += digits[c & 15];
        } else {
          text_ += c;
        }
    }
  }
  text_ += '"';
}

void Writer::value(std::string_view text) {
  raw("");
  string(text);
}

void Writer::value(std::int64_t number) { raw(std::to_string(number)); }
void Writer::value(std::uint64_t number) { raw(std::to_string(number)); }

void Writer::value(double number) {
  if (!std::isfinite(number)) return null();
  char text[40];
  const auto done = std::to_chars(text, text + sizeof text, number == 0 ? 0.0 : number);  // no "-0"
  raw({text, done.ptr});
}

void Writer::value(const Tree& tree) {
  struct Visit {
    Writer& out;
    void operator()(std::nullptr_t) const { out.null(); }
    void operator()(bool v) const { out.value(v); }
    void operator()(std::int64_t v) const { out.value(v); }
    void operator()(std::uint64_t v) const { out.value(v); }
    void operator()(const Decimal& v) const { out.raw(v.spelling); }
    void operator()(const std::string& v) const { out.value(std::string_view(v)); }
    void operator()(const Array& v) const {
      out.begin_list(std::ranges::all_of(v.items, [](const Tree& t) { return t.value.index() < 6; }));
      for (const Tree& item : v.items) out.value(item);
      out.end_list();
    }
    void operator()(const Object& v) const {
      out.begin_object();
      for (std::size_t i = 0; i < v.items.size(); ++i) {
        out.name(v.names[i]);
        out.value(v.items[i]);
      }
      out.end_object();
    }
  };
  std::visit(Visit{*this}, tree.value);
}

std::string compact(const Tree& tree) {
  Writer out(true);
  out.value(tree);
  return out.take();
}

}  // namespace rushes::json
