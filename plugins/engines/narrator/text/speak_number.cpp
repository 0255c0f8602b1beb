#include "plugins/engines/narrator/text/speak_number.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace narrator {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string_view take_digits(std::string_view& s) {
  std::size_t n = 0;
  while (n < s.size() && digit(s[n])) ++n;
  const auto out = s.substr(0, n);
  s.remove_prefix(n);
  return out;
}

// 12, 1,234,567: the digits without their commas. A comma counts only before exactly three digits.
std::string take_grouped(std::string_view& s) {
  std::string out(take_digits(s));
  if (out.empty() || out.size() > 3) return out;
  while (s.size() >= 4 && s[0] == ',' && digit(s[1]) && digit(s[2]) && digit(s[3]) && (s.size() == 4 || !digit(s[4]))) {
    out += s.substr(1, 3);
    s.remove_prefix(4);
  }
  return out;
}

struct Unit {
  std::string_view sign, one, many;
};
constexpr Unit units[] = {
    {"km", "kilometer", "kilometers"},
    {"m", "meter", "meters"},
    {"cm", "centimeter", "centimeters"},
    {"mm", "millimeter", "millimeters"},
    {"nm", "nanometer", "nanometers"},
    {"mi", "mile", "miles"},
    {"ft", "foot", "feet"},
    {"in", "inch", "inches"},
    {"yd", "yard", "yards"},
    {"kg", "kilogram", "kilograms"},
    {"g", "gram", "grams"},
    {"mg", "milligram", "milligrams"},
    {"lb", "pound", "pounds"},
    {"lbs", "pounds", "pounds"},
    {"oz", "ounce", "ounces"},
    {"t", "ton", "tons"},
    {"l", "liter", "liters"},
    {"ml", "milliliter", "milliliters"},
    {"s", "second", "seconds"},
    {"sec", "second", "seconds"},
    {"ms", "millisecond", "milliseconds"},
    {"min", "minute", "minutes"},
    {"h", "hour", "hours"},
    {"hr", "hour", "hours"},
    {"hrs", "hours", "hours"},
    {"kmh", "kilometer per hour", "kilometers per hour"},
    {"km/h", "kilometer per hour", "kilometers per hour"},
    {"mph", "mile per hour", "miles per hour"},
    {"m/s", "meter per second", "meters per second"},
    {"fps", "frame per second", "frames per second"},
    {"hz", "hertz", "hertz"},
    {"khz", "kilohertz", "kilohertz"},
    {"mhz", "megahertz", "megahertz"},
    {"ghz", "gigahertz", "gigahertz"},
    {"b", "byte", "bytes"},
    {"kb", "kilobyte", "kilobytes"},
    {"mb", "megabyte", "megabytes"},
    {"gb", "gigabyte", "gigabytes"},
    {"tb", "terabyte", "terabytes"},
    {"w", "watt", "watts"},
    {"kw", "kilowatt", "kilowatts"},
    {"v", "volt", "volts"},
    {"db", "decibel", "decibels"},
    {"px", "pixel", "pixels"},
    {"%", "percent", "percent"},
    {"bn", "billion", "billion"},
    {"\xB0", "degree", "degrees"},
    {"\xB0"
     "c",
     "degree celsius", "degrees celsius"},
    {"\xB0"
     "f",
     "degree fahrenheit", "degrees fahrenheit"},
    {"\xB2", "squared", "squared"},
    {"\xB3", "cubed", "cubed"},
    {"\xD7", "times", "times"},
    {"x", "times", "times"},
    {"+", "plus", "plus"},
    {"am", "ay m", "ay m"},
    {"pm", "p m", "p m"},
    {"a.m", "ay m", "ay m"},
    {"p.m", "p m", "p m"},
    {"k", "k", "k"},
    {"d", "d", "d"},
    {"p", "p", "p"},
    {"'", "foot", "feet"},
    {"\"", "inch", "inches"},
    {"m\xB2", "square meter", "square meters"},
    {"km\xB2", "square kilometer", "square kilometers"},
    {"\xBD", "and a half", "and a half"},
    {"\xBC", "and a quarter", "and a quarter"},
    {"\xBE", "and three quarters", "and three quarters"},
};

struct Currency {
  char sign;
  const char *one, *many, *cent, *cents;
};
constexpr Currency currencies[] = {{'$', "dollar", "dollars", "cent", "cents"},
                                   {euro, "euro", "euros", "cent", "cents"},
                                   {pound, "pound", "pounds", "penny", "pence"},
                                   {yen, "yen", "yen", "sen", "sen"}};

constexpr std::string_view scales[] = {"hundred", "thousand", "million", "billion", "trillion"};
bool is_scale(std::string_view word) { return std::ranges::find(scales, lower(word)) != std::end(scales); }

constexpr std::array<const char*, 12> months = {"january", "february", "march",     "april",   "may",      "june",
                                                "july",    "august",   "september", "october", "november", "december"};

Words split(std::string_view text) {
  Words out;
  while (!text.empty()) {
    const auto space = text.find(' ');
    out.emplace_back(text.substr(0, space));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return out;
}

bool like_a_year(std::string_view digits) { return digits.size() == 4 && digits >= "1100" && digits <= "2099"; }

Words whole(std::string_view digits, bool may_be_year) {
  if (may_be_year && like_a_year(digits)) return year(digits);
  if (digits.size() > 1 && digits[0] == '0') return one_by_one(digits);
  return cardinal(digits);
}

int to_int(std::string_view digits) {
  int n = 0;
  for (const char d : digits.substr(0, 8)) n = n * 10 + (d - '0');
  return n;
}

Words minutes(std::string_view digits) {
  if (digits == "00") return {};
  Words out;
  if (digits[0] == '0') out.push_back("oh");
  append(out, cardinal(digits));
  return out;
}

// 10:30, 9:05pm, 10:00, 1:02:03
std::optional<Words> speak_time(std::string_view s) {
  const auto hours = take_digits(s);
  if (hours.empty() || hours.size() > 2 || s.empty() || s[0] != ':') return {};
  s.remove_prefix(1);
  const auto mins = take_digits(s);
  if (mins.size() != 2 || to_int(mins) > 59) return {};
  Words out = cardinal(hours);
  if (!s.empty() && s[0] == ':') {
    s.remove_prefix(1);
    const auto secs = take_digits(s);
    if (secs.size() != 2 || !s.empty()) return {};
    append(out, minutes(mins));
    append(out, minutes(secs));
    return out;
  }
  const std::string rest = lower(s);
  if (mins == "00" && rest.empty() && to_int(hours) <= 12)
    out.push_back("o'clock");
  else if (mins == "00" && rest.empty())
    out.push_back("hundred");
  append(out, minutes(mins));
  if (rest == "am" || rest == "a.m")
    append(out, {"ay", "m"});
  else if (rest == "pm" || rest == "p.m")
    append(out, {"p", "m"});
  else if (!rest.empty())
    return {};
  return out;
}

// 2024-05-17
std::optional<Words> speak_date(std::string_view s) {
  const auto y = take_digits(s);
  if (y.size() != 4 || s.empty() || s[0] != '-') return {};
  s.remove_prefix(1);
  const auto m = take_digits(s);
  if (m.size() != 2 || to_int(m) < 1 || to_int(m) > 12 || s.empty() || s[0] != '-') return {};
  s.remove_prefix(1);
  const auto d = take_digits(s);
  if (d.size() != 2 || to_int(d) < 1 || to_int(d) > 31 || !s.empty()) return {};
  Words out{months[static_cast<std::size_t>(to_int(m) - 1)]};
  append(out, ordinal(d));
  append(out, whole(y, true));
  return out;
}

std::optional<Words> speak_money(std::string_view s, const Neighbours& near) {
  const auto currency = std::ranges::find(currencies, s[0], &Currency::sign);
  s.remove_prefix(1);
  const std::string amount = take_grouped(s);
  if (amount.empty()) return {};
  Words out = cardinal(amount);
  std::string_view cents;
  if (s.size() >= 2 && s[0] == '.' && digit(s[1])) {
    s.remove_prefix(1);
    cents = take_digits(s);
  }
  const std::string scale = lower(s);
  const bool short_scale = scale == "k" || scale == "m" || scale == "bn" || scale == "b" || scale == "t";
  if (!s.empty() && !short_scale) return {};
  const bool scaled = short_scale || is_scale(near.next);
  if (scaled && !cents.empty()) {
    out.push_back("point");
    append(out, one_by_one(cents));
  }
  if (scaled) {
    if (!short_scale) return out;  // the word after this one says "million dollars"
    out.push_back(scale == "k" ? "thousand" : scale == "m" ? "million" : scale == "t" ? "trillion" : "billion");
    out.push_back(currency->many);
    return out;
  }
  const bool only_cents = amount == "0" && cents.size() == 2 && cents != "00";
  if (only_cents)
    out.clear();
  else
    out.push_back(amount == "1" ? currency->one : currency->many);
  if (cents.size() == 2 && cents != "00") {
    append(out, cardinal(cents));
    out.push_back(cents == "01" ? currency->cent : currency->cents);
  } else if (!cents.empty() && cents != "00") {
    out = cardinal(amount);
    out.push_back("point");
    append(out, one_by_one(cents));
    out.push_back(currency->many);
  }
  return out;
}

}  // namespace

std::optional<Words> speak_number(std::string_view core, const Neighbours& near) {
  if (core.empty()) return {};
  Words out;
  if (core.size() > 1 && (core[0] == '-' || core[0] == '+' || core[0] == plus_minus)) {
    out = core[0] == '-' ? Words{"minus"} : core[0] == '+' ? Words{"plus"} : Words{"plus", "or", "minus"};
    core.remove_prefix(1);
  }
  if (std::ranges::find(currencies, core[0], &Currency::sign) != std::end(currencies)) {
    auto money = speak_money(core, near);
    if (!money) return {};
    append(out, std::move(*money));
    return out;
  }
  if (core.size() == 1 && (core[0] == half || core[0] == quarter || core[0] == three_quarters)) {
    append(out, core[0] == half      ? Words{"half"}
                : core[0] == quarter ? Words{"a", "quarter"}
                                     : Words{"three", "quarters"});
    return out;
  }
  if (core[0] == '#') {
    core.remove_prefix(1);
    if (core.empty() || !std::ranges::all_of(core, digit)) return {};
    out.push_back("number");
  }
  if (!digit(core[0]) && !(core[0] == '.' && core.size() > 1 && digit(core[1]))) return {};
  if (auto date = speak_date(core)) return date;
  if (auto time = speak_time(core)) return time;

  std::string_view rest = core;
  const bool comma = core.find(',') != std::string_view::npos;
  const std::string integer = take_grouped(rest);
  bool decimal = false;
  Words number;
  if (rest.size() >= 2 && rest[0] == '.' && digit(rest[1])) {
    number = integer.empty() ? Words{"zero"} : cardinal(integer);
    while (rest.size() >= 2 && rest[0] == '.' && digit(rest[1])) {  // 3.14, and 1.2.3 as versions are read
      rest.remove_prefix(1);
      number.push_back("point");
      append(number, one_by_one(take_digits(rest)));
    }
    decimal = true;
  }
  const std::string suffix = lower(rest);
  if (!decimal) {
    if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
      append(out, ordinal(integer));
      return out;
    }
    if (suffix == "s" || suffix == "'s") {  // the 1990s, the 80s
      number = like_a_year(integer) ? year(integer) : cardinal(integer);
      number.back() = plural(number.back());
      append(out, std::move(number));
      return out;
    }
    if (rest.size() > 1 && rest[0] == '/' && std::ranges::all_of(rest.substr(1), digit) && integer.size() <= 3 &&
        rest.size() <= 4 && to_int(rest.substr(1)) > 1) {
      const auto below = rest.substr(1);
      append(out, cardinal(integer));
      if (to_int(below) <= 10 || below == "16" || below == "100") {
        append(out, denominator(below, integer != "1"));
      } else {
        out.push_back("over");
        append(out, cardinal(below));
      }
      return out;
    }
    const bool to_year = rest.size() == 5 && rest[0] == '-' && like_a_year(rest.substr(1));
    number = whole(integer, !comma && (suffix.empty() || to_year) && out.empty() && !is_scale(near.next));
  }
  if (rest.size() > 1 && rest[0] == '-' && (digit(rest[1]) || rest[1] == '.')) {  // 10-20, 1914-1918
    auto to = speak_number(rest.substr(1), near);
    if (!to) return {};
    append(out, std::move(number));
    out.push_back("to");
    append(out, std::move(*to));
    return out;
  }
  append(out, std::move(number));
  if (suffix.empty()) return out;
  const auto unit = std::ranges::find(units, suffix, &Unit::sign);
  if (unit != std::end(units)) {
    append(out, split(integer == "1" && !decimal ? unit->one : unit->many));
    return out;
  }
  if (suffix[0] == '-' && suffix.size() > 1 &&
      std::ranges::all_of(suffix.substr(1), [](char c) { return letter(c) || c == '-'; })) {
    std::string word;  // 5-year, 10-minute-long
    for (const char c : suffix.substr(1) + '-') {
      if (c != '-')
        word += c;
      else if (!word.empty())
        out.push_back(std::exchange(word, {}));
    }
    return out;
  }
  return {};
}

}  // namespace narrator
