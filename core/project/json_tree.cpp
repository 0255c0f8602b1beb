#include "core/project/json_tree.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace rushes::json {

namespace {

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name.substr(0, 60)) out += c >= ' ' && c < 127 ? c : '?';
  return out + (name.size() > 60 ? "...\"" : "\"");
}

// Takes the parser's events and builds the tree. The parser itself does not recurse, so depth is only what is checked
// here.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(const Limits& limits) : limits_(limits) {}

  bool null() override { return add(Tree{nullptr}); }
  bool boolean(bool value) override { return add(Tree{value}); }
  bool number_integer(number_integer_t value) override { return add(Tree{std::int64_t{value}}); }
  bool number_unsigned(number_unsigned_t value) override {
    return value > static_cast<std::uint64_t>(INT64_MAX) ? add(Tree{std::uint64_t{value}})
                                                         : add(Tree{static_cast<std::int64_t>(value)});
  }
  bool number_float(number_float_t value, const string_t& spelling) override {
    return add(Tree{Decimal{value, spelling}});
  }
  bool string(string_t& value) override { return add(Tree{std::move(value)}); }
  bool binary(binary_t&) override { return fail("binary values are not JSON"); }

  bool start_object(std::size_t) override { return open(Tree{Object{}}); }
  bool start_array(std::size_t) override { return open(Tree{Array{}}); }
  bool key(string_t& name) override {
    std::get<Object>(open_.back().value).names.push_back(std::move(name));
    return true;
  }
  bool end_object() override {
    const auto& names = std::get<Object>(open_.back().value).names;
    std::vector<std::string_view> sorted(names.begin(), names.end());
    std::ranges::sort(sorted);
    const auto twice = std::ranges::adjacent_find(sorted);
    return twice == sorted.end() ? close() : fail("the name " + quoted(*twice) + " appears twice in one object");
  }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    return fail("not valid JSON: " + reason(error.what()));
  }

  Result<Tree> take() && {
    if (error_) return Error{Errc::invalid, std::move(*error_)};
    return std::move(root_);
  }

 private:
  bool fail(std::string message) {
    if (!error_) error_ = std::move(message);
    return false;
  }
  bool count() {
    if (++values_ > limits_.values) return fail("more than " + std::to_string(limits_.values) + " values");
    if (!open_.empty() && std::holds_alternative<Array>(open_.back().value) && ++entries_ > limits_.entries) {
      return fail("more than " + std::to_string(limits_.entries) + " list entries");
    }
    return true;
  }
  bool add(Tree tree) { return count() && place(std::move(tree)); }
  bool place(Tree tree) {
    if (open_.empty())
      root_ = std::move(tree);
    else if (auto* array = std::get_if<Array>(&open_.back().value))
      array->items.push_back(std::move(tree));
    else
      std::get<Object>(open_.back().value).items.push_back(std::move(tree));
    return true;
  }
  bool open(Tree tree) {
    if (!count()) return false;
    if (open_.size() >= limits_.depth) return fail("nested deeper than " + std::to_string(limits_.depth) + " levels");
    open_.push_back(std::move(tree));
    return true;
  }
  bool close() {
    Tree done = std::move(open_.back());
    open_.pop_back();
    return place(std::move(done));
  }

  Limits limits_;
  std::size_t values_ = 0, entries_ = 0;
  std::vector<Tree> open_;
  Tree root_;
  std::optional<std::string> error_;
};

}  // namespace

std::string reason(const char* what) {
  std::string text = what;
  if (const auto at = text.find("] "); at != text.npos) text.erase(0, at + 2);
  if (const auto at = text.find("parse error at "); at == 0) text.erase(0, 15);
  // "line 2, column 1: syntax error while parsing object - unexpected ...": what the parser was at helps nobody.
  const auto was = text.find("syntax error while parsing "), dash = text.find(" - ", was);
  if (was != text.npos && dash != text.npos) text.erase(was, dash + 3 - was);
  if (text.size() > 200) text = text.substr(0, 200) + "...";
  for (char& c : text) {
    if (c < ' ' || c > 126) c = '?';
  }
  return text;
}

const char* kind(const Tree& tree) {
  static constexpr const char* names[] = {"null",     "true or false", "a number", "a number",
                                          "a number", "text",          "a list",   "an object"};
  return names[tree.value.index()];
}

Error readable(Error error) {
  constexpr std::size_t most = 400;
  for (char& c : error.message) {
    if (static_cast<unsigned char>(c) < ' ' || c == 127) c = '?';
  }
  if (error.message.size() > most) {
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(error.message[end]) & 0xC0) == 0x80)
      --end;  // not inside of a UTF-8 character
    error.message = error.message.substr(0, end) + "...";
  }
  return error;
}

Result<Tree> parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes) {
    return Error{Errc::invalid, "larger than the " + std::to_string(limits.bytes >> 20) + " MiB that are read here"};
  }
  if (text.find_first_not_of(" \t\r\n") == text.npos) return Error{Errc::invalid, "there is nothing in it"};
  try {
    Builder builder(limits);
    nlohmann::json::sax_parse(text, &builder);
    return std::move(builder).take();
  } catch (const std::exception& error) {
    return Error{Errc::invalid, "not valid JSON: " + reason(error.what())};
  }
}

}  // namespace rushes::json
