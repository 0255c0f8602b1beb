#include "core/graph/check_params.hpp"

#include <rushes/abi/params.h>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

namespace rushes {

namespace {

// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t here = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = row[j];
      row[j] = here;
    }
  }
  return row.back();
}

std::string quoted(std::string_view text) { return "\"" + std::string(text.substr(0, 60)) + "\""; }

std::string unknown(const rushes_plugin_info& info, const std::string& name) {
  std::string all;
  const char* nearest = nullptr;
  std::size_t least = 3;  // slips of the finger, not other words
  for (std::uint32_t i = 0; i < info.n_params; ++i) {
    const char* id = info.params[i]->id;
    all += (i ? ", " : "") + std::string(id);
    if (const std::size_t d = distance(std::string_view(name).substr(0, 60), id); d < least) least = d, nearest = id;
  }
  return std::string(info.id) + " has no parameter " + quoted(name) +
         (nearest       ? "; did you mean " + quoted(nearest) + "?"
          : all.empty() ? "; it has none"
                        : "; it has " + all);
}

}  // namespace

bool is_text(std::int32_t type) {
  return type == RUSHES_P_CHOICE || type == RUSHES_P_STRING || type == RUSHES_P_CURVE || type == RUSHES_P_ASSET ||
         type == RUSHES_P_JSON;
}

int count_of_numbers(std::int32_t type) {
  return type == RUSHES_P_COLOR || type == RUSHES_P_RECT ? 4 : type == RUSHES_P_POINT ? 2 : 1;
}

std::string wrong_param(const rushes_plugin_info& info, const Params& params) {
  for (const auto& entry : params) {
    const std::string& name = entry.first;
    const Param& param = entry.second;
    const auto end = info.params + info.n_params;
    const auto it = std::find_if(info.params, end, [&](const rushes_param_info* p) { return name == p->id; });
    if (it == end) return unknown(info, name);
    const rushes_param_info& p = **it;
    const auto check = [&](const Value& value) -> std::string {
      const std::string what = "parameter " + quoted(name) + " of " + info.id;
      if (is_text(p.type) != (value.n == 0))
        return what + (is_text(p.type) ? " is text, not a number" : " is a number, not text");
      // A colour may leave out its alpha.
      if (const int n = count_of_numbers(p.type);
          value.n > 0 && value.n != n && !(p.type == RUSHES_P_COLOR && value.n == 3))
        return what + " is " + (n == 1 ? "one number" : std::to_string(n) + " numbers") + ", not " +
               std::to_string(value.n);
      if (p.type != RUSHES_P_CHOICE || p.n_choices == 0) return {};
      const auto last = p.choice_keys + p.n_choices;
      if (std::any_of(p.choice_keys, last, [&](const char* key) { return value.text == key; })) return {};
      std::string all;
      for (auto key = p.choice_keys; key != last; ++key) all += (all.empty() ? "" : ", ") + std::string(*key);
      return what + " has no choice " + quoted(value.text) + "; it has " + all;
    };
    if (param.keys.empty())
      if (std::string why = check(param.value); !why.empty()) return why;
    for (const Keyframe& key : param.keys)
      if (std::string why = check(key.value); !why.empty()) return why;
  }
  return {};
}

}  // namespace rushes
