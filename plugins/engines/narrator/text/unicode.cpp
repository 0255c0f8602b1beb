#include "plugins/engines/narrator/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace narrator {
namespace {

// One name per code point from `first` on, separated by single spaces; "-" means nothing.
struct Run {
  char32_t first;
  std::string_view names;
};

constexpr Run runs[] = {
    {0x00C0,
     "A A A A A A AE C E E E E I I I I D N O O O O O x O U U U U Y Th ss "
     "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y"},
    {0x0100,
     "A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g G g G g H h H h I i I i I i I i I i "
     "IJ ij J j K k k L l L l L l L l L l N n N n N n n N n O o O o O o OE oe R r R r R r S s S s S s S s "
     "T t T t T t U u U u U u U u U u U u W w Y y Y Z z Z z Z z s"},
    {0x01CD, "A a I i O o U u U u U u U u U u"},
    {0x0218, "S s T t"},
    {0x0386, "A"},
    {0x0388,
     "E E I - O - U O i A V G D E Z I Th I K L M N X O P R - S T Y F Ch Ps O I Y a e i i y a v g d e z i th "
     "i k l m n x o p r s s t y f ch ps o i y o y o"},
    {0x0401, "Yo"},
    {0x0404, "Ye - I Yi"},
    {0x0410,
     "A B V G D E Zh Z I Y K L M N O P R S T U F Kh Ts Ch Sh Shch - Y - E Yu Ya "
     "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"},
    {0x0451, "yo"},
    {0x0454, "ye - i yi"},
    {0x0490, "G g"},
    {0x1E80, "W w W w W w"},
    {0x1E9E, "SS"},
    {0x1EA0,
     "A a A a A a A a A a A a A a A a A a A a A a A a E e E e E e E e E e E e E e E e I i I i O o O o O o O o "
     "O o O o O o O o O o O o O o O o U u U u U u U u U u U u U u Y y Y y Y y Y y"},
    {0xFB00, "ff fi fl ffi ffl st st"},
};

struct Single {
  char32_t c;
  std::string_view ascii;
};
// Sorted by code point.
constexpr Single singles[] = {
    {0x00A0, " "},  {0x00A1, ""},   {0x00AA, "a"},  {0x00AB, "\""}, {0x00AD, ""},   {0x00B4, "'"},  {0x00B9, "1"},
    {0x00BA, "o"},  {0x00BB, "\""}, {0x00BF, ""},   {0x02BC, "'"},  {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},
    {0x2013, "-"},  {0x2014, "-"},  {0x2015, "-"},  {0x2018, "'"},  {0x2019, "'"},  {0x201A, "'"},  {0x201B, "'"},
    {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x201F, "\""}, {0x2024, "."},  {0x2025, ".."}, {0x2026, "..."},
    {0x2032, "'"},  {0x2033, "\""}, {0x2039, "\""}, {0x203A, "\""}, {0x203C, "!!"}, {0x2044, "/"},  {0x2047, "??"},
    {0x2048, "?!"}, {0x2049, "!?"}, {0x2212, "-"},  {0x3001, ","},  {0x3002, "."},  {0x300C, "\""}, {0x300D, "\""},
    {0x300E, "\""}, {0x300F, "\""},
};

struct EmojiName {
  char32_t c;
  std::string_view name;
};
// Sorted by code point.
constexpr EmojiName emoji_names[] = {
    {0x2600, "sun"},           {0x2601, "cloud"},         {0x2602, "umbrella"},       {0x2603, "snowman"},
    {0x2605, "star"},          {0x260E, "telephone"},     {0x2611, "check"},          {0x2614, "rain"},
    {0x2615, "coffee"},        {0x2620, "skull"},         {0x262E, "peace"},          {0x263A, "smile"},
    {0x2660, "spade"},         {0x2665, "heart"},         {0x26A0, "warning"},        {0x26A1, "lightning"},
    {0x26BD, "football"},      {0x26C4, "snowman"},       {0x2705, "check"},          {0x2708, "airplane"},
    {0x270C, "victory"},       {0x2714, "check"},         {0x2728, "sparkles"},       {0x2744, "snowflake"},
    {0x274C, "cross"},         {0x2753, "question"},      {0x2757, "exclamation"},    {0x2764, "heart"},
    {0x2B50, "star"},          {0x1F30A, "wave"},         {0x1F30D, "globe"},         {0x1F30E, "globe"},
    {0x1F319, "moon"},         {0x1F31E, "sun"},          {0x1F31F, "star"},          {0x1F332, "tree"},
    {0x1F333, "tree"},         {0x1F339, "rose"},         {0x1F34E, "apple"},         {0x1F355, "pizza"},
    {0x1F37A, "beer"},         {0x1F381, "gift"},         {0x1F382, "birthday cake"}, {0x1F384, "christmas tree"},
    {0x1F389, "party"},        {0x1F3A5, "movie camera"}, {0x1F3AC, "clapper board"}, {0x1F3B5, "music"},
    {0x1F3B6, "music"},        {0x1F3C6, "trophy"},       {0x1F3E0, "house"},         {0x1F40D, "snake"},
    {0x1F431, "cat"},          {0x1F436, "dog"},          {0x1F44B, "waving hand"},   {0x1F44D, "thumbs up"},
    {0x1F44E, "thumbs down"},  {0x1F44F, "applause"},     {0x1F480, "skull"},         {0x1F48E, "diamond"},
    {0x1F494, "broken heart"}, {0x1F499, "blue heart"},   {0x1F4A1, "idea"},          {0x1F4A5, "explosion"},
    {0x1F4AA, "strength"},     {0x1F4AF, "one hundred"},  {0x1F4B0, "money"},         {0x1F4F7, "camera"},
    {0x1F525, "fire"},         {0x1F600, "smile"},        {0x1F602, "laughter"},      {0x1F603, "smile"},
    {0x1F604, "smile"},        {0x1F609, "wink"},         {0x1F60A, "smile"},         {0x1F60D, "love"},
    {0x1F60E, "cool"},         {0x1F614, "sad"},          {0x1F618, "kiss"},          {0x1F621, "anger"},
    {0x1F622, "tear"},         {0x1F62D, "crying"},       {0x1F631, "fear"},          {0x1F634, "sleep"},
    {0x1F642, "smile"},        {0x1F64F, "please"},       {0x1F680, "rocket"},        {0x1F697, "car"},
    {0x1F914, "thinking"},     {0x1F923, "laughter"},     {0x1F929, "star struck"},   {0x1F970, "love"},
};

std::string_view nth_name(std::string_view names, std::size_t n) {
  std::size_t from = 0;
  for (; n > 0; --n) {
    const auto space = names.find(' ', from);
    if (space == std::string_view::npos) return {};
    from = space + 1;
  }
  const auto name = names.substr(from, names.find(' ', from) - from);
  return name == "-" ? std::string_view{} : name;
}

// Digits of scripts whose ten digits stand in a row.
constexpr char32_t digit_rows[] = {0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0BE6, 0x0C66,
                                   0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x1040, 0x17E0, 0xFF10};

template <typename Table>
std::string_view find_single(const Table& table, char32_t c,
                             std::string_view std::iter_value_t<decltype(std::begin(table))>::*member) {
  const auto it =
      std::lower_bound(std::begin(table), std::end(table), c, [](const auto& e, char32_t v) { return e.c < v; });
  return it != std::end(table) && it->c == c ? (*it).*member : std::string_view{};
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return static_cast<char32_t>(text[at++]);
  const int more = lead >= 0xF5 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (more == 0 || at + static_cast<std::size_t>(more) >= text.size()) {
    ++at;
    return replacement_character;
  }
  char32_t c = lead & (0x3F >> more);
  for (int i = 1; i <= more; ++i) {
    if ((byte(at + static_cast<std::size_t>(i)) & 0xC0) != 0x80) {
      ++at;
      return replacement_character;
    }
    c = c << 6 | (byte(at + static_cast<std::size_t>(i)) & 0x3F);
  }
  constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};
  if (c < least[more] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
    ++at;
    return replacement_character;
  }
  at += static_cast<std::size_t>(more) + 1;
  return c;
}

bool is_line_break(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || is_line_break(c) || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_ignorable(char32_t c) {
  return (c < 0x20 && !is_space(c)) || c == 0x7F || c == 0xAD || (c >= 0x300 && c <= 0x36F) ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE01EF);
}

bool is_emoji(char32_t c) {
  return (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
}

std::string to_ascii(char32_t c) {
  if (c < 0x80) return is_ignorable(c) ? std::string{} : std::string(1, static_cast<char>(c));
  if (is_space(c)) return " ";
  if (const auto found = find_single(singles, c, &Single::ascii); !found.empty()) return std::string(found);
  for (const Run& run : runs)
    if (c >= run.first && c < run.first + run.names.size())
      if (const auto name = nth_name(run.names, c - run.first); !name.empty()) return std::string(name);
  for (const char32_t zero : digit_rows)
    if (c >= zero && c < zero + 10) return std::string(1, static_cast<char>('0' + (c - zero)));
  if (c >= 0xFF01 && c <= 0xFF5E) return std::string(1, static_cast<char>(c - 0xFEE0));  // full-width forms
  if (c >= 0x1D400 && c <= 0x1D6A3) {  // letters dressed up as mathematics
    const auto n = (c - 0x1D400) % 52;
    return std::string(1, static_cast<char>(n < 26 ? 'A' + n : 'a' + n - 26));
  }
  if (c >= 0x1D7CE && c <= 0x1D7FF) return std::string(1, static_cast<char>('0' + (c - 0x1D7CE) % 10));
  return {};
}

std::string to_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) out += to_ascii(next_code_point(text, at));
  return out;
}

std::string_view emoji_name(char32_t c) { return find_single(emoji_names, c, &EmojiName::name); }

}  // namespace narrator
