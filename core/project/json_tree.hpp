// JSON as a plain tree that loses nothing: object members keep their order, decimals and integers beyond 64 bits their
// spelling.
#pragma once

#include <rushes/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rushes::json {

struct Tree;

struct Decimal {  // a number that is no 64-bit integer
  double value = 0;
  std::string spelling;
};
struct Array {
  std::vector<Tree> items;
};
struct Object {  // names[i] belongs to items[i]; no name twice
  std::vector<std::string> names;
  std::vector<Tree> items;
};

struct Tree {
  std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, Decimal, std::string, Array, Object> value;
};
const char* kind(const Tree& tree);  // "a number", "a list": for messages

// A sentence of the parser without its prefix, short and printable: "line 2, column 1: invalid literal".
std::string reason(const char* what);

struct Limits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t depth = 64;           // of nested lists and objects
  std::size_t entries = 1'000'000;  // of all lists together
  std::size_t values = 4'000'000;
};

// Refuses bad syntax, bad UTF-8, NaN and infinity, a name twice in one object, and whatever is beyond the limits.
Result<Tree> parse(std::string_view text, const Limits& limits = {});

// Names from the document appear in messages: one line, printable, and not longer than one reads.
Error readable(Error error);

}  // namespace rushes::json
