// Writes JSON in one form only: two-space indent, lists of plain values on one line, shortest decimals, non-ASCII as
// UTF-8.
#pragma once

#include "core/project/json_tree.hpp"

#include <string>
#include <string_view>

namespace rushes::json {

class Writer {
 public:
  explicit Writer(bool compact = false) : compact_(compact) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list(bool one_line = false) {
    begin('[');
    lines_ = lines_ && !one_line;
    one_line_ = one_line;
  }
  void end_list() { end(']'); }
  void name(std::string_view name);

  void value(std::string_view text);
  void value(std::int64_t number);
  void value(std::uint64_t number);
  void value(double number);  // not finite: null, which no reader takes for a number
  void value(bool truth) { raw(truth ? "true" : "false"); }
  void value(const char*) = delete;  // would become true
  void null() { raw("null"); }
  void value(const Tree& tree);

  std::string take() { return std::move(text_); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();  // the comma and the line break before a name or a list's entry
  void line();
  void raw(std::string_view spelling);
  void string(std::string_view text);

  std::string text_;
  int depth_ = 0;
  bool compact_, first_ = true, named_ = false, lines_ = true, one_line_ = false;
};

std::string compact(const Tree& tree);

}  // namespace rushes::json
