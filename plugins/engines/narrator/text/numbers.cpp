#include "plugins/engines/narrator/text/numbers.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace narrator {
namespace {

constexpr std::array<const char*, 20> small = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<const char*, 10> tens = {"",      "",      "twenty",  "thirty", "forty",
                                              "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<const char*, 5> thousands = {"", "thousand", "million", "billion", "trillion"};

Words below_hundred(int n) {
  if (n < 20) return {small[static_cast<std::size_t>(n)]};
  Words out{tens[static_cast<std::size_t>(n / 10)]};
  if (n % 10) out.push_back(small[static_cast<std::size_t>(n % 10)]);
  return out;
}

Words below_thousand(int n) {
  Words out;
  if (n >= 100) out = {small[static_cast<std::size_t>(n / 100)], "hundred"};
  if (n % 100 || out.empty()) append(out, below_hundred(n % 100));
  return out;
}

std::string to_ordinal(std::string word) {
  constexpr std::pair<const char*, const char*> odd[] = {{"one", "first"},     {"two", "second"},   {"three", "third"},
                                                         {"five", "fifth"},    {"eight", "eighth"}, {"nine", "ninth"},
                                                         {"twelve", "twelfth"}};
  for (const auto& [from, to] : odd)
    if (word == from) return to;
  if (word.back() == 'y') {
    word.pop_back();
    return word + "ieth";
  }
  return word + "th";
}

}  // namespace

void append(Words& to, Words more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Words one_by_one(std::string_view digits) {
  Words out;
  for (const char d : digits) out.push_back(small[static_cast<std::size_t>(d - '0')]);
  return out;
}

Words cardinal(std::string_view digits) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  if (digits.size() > 15) return one_by_one(digits);
  if (digits.empty() || digits == "0") return {"zero"};
  Words out;
  while (!digits.empty()) {
    const std::size_t group = (digits.size() - 1) / 3;
    const std::size_t length = digits.size() - group * 3;
    int n = 0;
    for (const char d : digits.substr(0, length)) n = n * 10 + (d - '0');
    if (n > 0) {
      append(out, below_thousand(n));
      if (group > 0) out.push_back(thousands[group]);
    }
    digits.remove_prefix(length);
  }
  return out;
}

Words ordinal(std::string_view digits) {
  Words out = cardinal(digits);
  out.back() = to_ordinal(out.back());
  return out;
}

Words year(std::string_view digits) {
  const int n = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + (digits[3] - '0');
  if (n % 1000 < 10) return cardinal(digits);
  Words out = below_hundred(n / 100);
  if (n % 100 == 0) {
    out.push_back("hundred");
  } else {
    if (n % 100 < 10) out.push_back("oh");
    append(out, below_hundred(n % 100));
  }
  return out;
}

Words denominator(std::string_view digits, bool many) {
  if (digits == "2") return {many ? "halves" : "half"};
  if (digits == "4") return {many ? "quarters" : "quarter"};
  Words out = ordinal(digits);
  if (many) out.back() += "s";
  return out;
}

std::string plural(std::string word) {
  if (word.ends_with('y')) {
    word.pop_back();
    return word + "ies";
  }
  return word + (word.ends_with('x') || word.ends_with('s') ? "es" : "s");
}

int roman(std::string_view letters) {
  const auto value = [](char c) {
    return c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : c == 'L' ? 50 : c == 'C' ? 100 : 0;
  };
  int total = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const int here = value(letters[i]);
    if (here == 0) return 0;
    total += i + 1 < letters.size() && value(letters[i + 1]) > here ? -here : here;
  }
  // Only the usual spelling counts: writing the value again must give the same letters.
  constexpr std::pair<int, std::string_view> parts[] = {{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
                                                        {9, "IX"},  {5, "V"},   {4, "IV"}, {1, "I"}};
  std::string again;
  int rest = total;
  for (const auto& [worth, name] : parts)
    for (; rest >= worth; rest -= worth) again += name;
  return again == letters ? total : 0;
}

}  // namespace narrator
