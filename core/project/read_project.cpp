// JSON -> Project. The first thing that is wrong ends the reading, with its place.
#include "core/project/fields.hpp"
#include "core/project/json_tree.hpp"
#include "core/project/json_writer.hpp"
#include "core/project/project.hpp"
#include "core/project/read_timeline.hpp"
#include "core/timeline/ids.hpp"
#include "core/timeline/retime.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace rushes {

namespace {

using document::Bounds;

// Where we are, as links on the stack; becomes text only for a message.
struct Place {
  const Place* up = nullptr;
  std::string_view name;
  std::size_t index = 0;  // when name is empty

  std::string text() const {
    std::string out = up ? up->text() : "";
    if (!name.empty()) return out + (out.empty() ? "" : ".") + std::string(name.substr(0, 80));
    return up ? out + "[" + std::to_string(index) + "]" : out;
  }
};

bool fraction(std::string_view text, std::int64_t& num, std::int64_t& den) {
  const auto read = [](std::string_view t, std::int64_t& out) {
    const auto [end, error] = std::from_chars(t.data(), t.data() + t.size(), out);
    return error == std::errc{} && end == t.data() + t.size();
  };
  const auto slash = text.find('/');
  den = 1;
  return read(text.substr(0, slash), num) && (slash == text.npos || read(text.substr(slash + 1), den));
}

class Input {
 public:
  // Reads the members of `tree`, which lies at `place`.
  Input(std::optional<Error>& error, const json::Tree& tree, const Place& place) : error_(error), place_(place) {
    object_ = std::get_if<json::Object>(&tree.value);
    if (object_)
      used_.resize(object_->names.size());
    else
      fail(place_, "is " + std::string(json::kind(tree)) + " where an object is expected");
  }

  template <class T>
  void operator()(std::string_view name, T& value, Bounds bounds = {}) {
    const json::Tree* tree = take(name);
    if (tree && !error_) read(*tree, value, Place{&place_, name}, bounds);
  }

  void json(std::string_view name, std::string& text) {
    const json::Tree* tree = take(name);
    if (!tree || std::holds_alternative<std::nullptr_t>(tree->value)) return;
    if (std::holds_alternative<json::Object>(tree->value))
      text = json::compact(*tree);
    else
      wrong(*tree, Place{&place_, name}, "an object or null");
  }

  bool has(std::string_view name) const { return find(name) != npos; }

  // What was not asked for. After all known fields have been.
  void extra(std::string& text) {
    if (!object_ || error_) return;
    json::Writer out(true);
    out.begin_object();
    bool any = false;
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (used_[i]) continue;
      any = true;
      out.name(object_->names[i]);
      out.value(object_->items[i]);
    }
    out.end_object();
    if (any) text = out.take();
  }

  void fail(const Place& place, const std::string& what) {
    if (error_) return;
    const std::string at = place.text();
    error_ = Error{Errc::invalid, at.empty() ? "the document " + what : at + ": " + what};
  }

 private:
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t find(std::string_view name) const {
    for (std::size_t i = 0; object_ && i < object_->names.size(); ++i) {
      if (object_->names[i] == name) return i;
    }
    return npos;
  }
  const json::Tree* take(std::string_view name) {
    const std::size_t i = find(name);
    if (i == npos) return nullptr;
    used_[i] = true;
    return &object_->items[i];
  }
  void wrong(const json::Tree& tree, const Place& place, const char* expected) {
    fail(place, "is " + std::string(json::kind(tree)) + " where " + expected + " is expected");
  }
  // The value as T, or an error.
  template <class T>
  const T* as(const json::Tree& tree, const Place& place, const char* expected) {
    const T* value = std::get_if<T>(&tree.value);
    if (!value) wrong(tree, place, expected);
    return value;
  }

  void read(const json::Tree& tree, std::string& out, const Place& place, Bounds) {
    if (const auto* text = as<std::string>(tree, place, "text")) out = *text;
  }
  void read(const json::Tree& tree, bool& out, const Place& place, Bounds) {
    if (const auto* truth = as<bool>(tree, place, "true or false")) out = *truth;
  }
  void read(const json::Tree& tree, std::int64_t& out, const Place& place, Bounds bounds) {
    const auto* number = std::get_if<std::int64_t>(&tree.value);
    const bool numeric = number || std::holds_alternative<std::uint64_t>(tree.value);
    if (!numeric)
      return wrong(tree, place, std::holds_alternative<json::Decimal>(tree.value) ? "a whole number" : "a number");
    if (!number || *number < bounds.low || *number > bounds.high) {
      return fail(place, "is " + json::compact(tree) + ", outside of " + std::to_string(bounds.low) + " to " +
                             std::to_string(bounds.high));
    }
    out = *number;
  }
  void read(const json::Tree& tree, int& out, const Place& place, Bounds bounds) {
    std::int64_t wide = out;
    read(tree, wide, place, bounds);
    out = static_cast<int>(wide);
  }
  void read(const json::Tree& tree, std::uint64_t& out, const Place& place, Bounds) {
    if (const auto* large = std::get_if<std::uint64_t>(&tree.value)) {
      out = *large;
    } else {
      std::int64_t small = 0;
      read(tree, small, place, {0, std::numeric_limits<std::int64_t>::max()});
      out = static_cast<std::uint64_t>(small);
    }
  }
  void read(const json::Tree& tree, double& out, const Place& place, Bounds) {
    if (const auto* whole = std::get_if<std::int64_t>(&tree.value))
      out = static_cast<double>(*whole);
    else if (const auto* large = std::get_if<std::uint64_t>(&tree.value))
      out = static_cast<double>(*large);
    else if (const auto* decimal = as<json::Decimal>(tree, place, "a number"))
      out = decimal->value;
  }
  void read(const json::Tree& tree, Time& out, const Place& place, Bounds bounds) {
    read(tree, out.ticks, place, bounds);
  }
  void read(const json::Tree& tree, Rate& out, const Place& place, Bounds) {
    const auto* text = as<std::string>(tree, place, "text such as \"30000/1001\"");
    if (text && !parse_rate(*text, out))
      fail(place, "is no frame rate such as \"24\" or \"30000/1001\", from 1 to 1000");
  }
  void read(const json::Tree& tree, Speed& out, const Place& place, Bounds) {
    const auto* text = as<std::string>(tree, place, "text such as \"1/2\"");
    if (!text) return;
    Speed speed;
    if (!fraction(*text, speed.num, speed.den) || speed.den <= 0)
      return fail(place, "is no speed such as \"2\", \"-1\" or \"1/2\"");
    out = speed;
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void read(const json::Tree& tree, Enum& out, const Place& place, Bounds) {
    const auto* text = as<std::string>(tree, place, "text");
    if (!text) return;
    std::string list;
    const auto& names = document::names_of<Enum>;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == *text) return void(out = static_cast<Enum>(i));
      list += (i ? ", " : "") + std::string(names[i]);
    }
    fail(place, "is none of " + list);
  }
  void read(const json::Tree& tree, TimeRange& out, const Place& place, Bounds) {
    const auto* array = as<json::Array>(tree, place, "a list of two times");
    if (!array) return;
    if (array->items.size() != 2) return fail(place, "needs two times, start and end");
    read(array->items[0], out.start, Place{&place, {}, 0}, document::from_zero);
    read(array->items[1], out.end, Place{&place, {}, 1}, document::from_zero);
    if (!error_ && out.end < out.start) fail(place, "ends before it starts");
  }
  void read(const json::Tree& tree, std::array<double, 4>& out, const Place& place, Bounds) {
    const auto* array = as<json::Array>(tree, place, "a list of four numbers");
    if (!array) return;
    if (array->items.size() != 4) return fail(place, "needs four numbers");
    for (std::size_t i = 0; i < 4; ++i) read(array->items[i], out[i], Place{&place, {}, i}, {});
  }
  void read(const json::Tree& tree, Value& out, const Place& place, Bounds) {
    out = {};
    if (const auto* text = std::get_if<std::string>(&tree.value)) {
      out.n = 0;
      out.text = *text;
    } else if (const auto* array = std::get_if<json::Array>(&tree.value)) {
      if (array->items.size() < 2 || array->items.size() > 4) return fail(place, "needs two to four numbers");
      out.n = static_cast<int>(array->items.size());
      for (std::size_t i = 0; i < array->items.size(); ++i) read(array->items[i], out.v[i], Place{&place, {}, i}, {});
    } else if (tree.value.index() >= 2 && tree.value.index() <= 4) {
      read(tree, out.v[0], place, {});
    } else {
      wrong(tree, place, "a number, two to four numbers, or text");
    }
  }
  void read(const json::Tree& tree, Param& out, const Place& place, Bounds) {
    if (!std::holds_alternative<json::Object>(tree.value)) return read(tree, out.value, place, {});
    Input in(error_, tree, place);
    in("value", out.value);
    in("keys", out.keys);
    in.extra(out.extra);
  }
  void read(const json::Tree& tree, Params& out, const Place& place, Bounds) {
    const auto* object = as<json::Object>(tree, place, "an object");
    for (std::size_t i = 0; object && i < object->names.size() && !error_; ++i) {
      read(object->items[i], out[object->names[i]], Place{&place, object->names[i]}, {});
    }
  }
  void read(const json::Tree& tree, Item& out, const Place& place, Bounds) {
    std::string type;
    Input in(error_, tree, place);
    in("type", type);
    if (error_) return;
    if (type == "clip")
      out = Clip{};
    else if (type == "gap")
      out = Gap{};
    else if (type == "transition")
      out = Transition{};
    else
      return fail(Place{&place, "type"}, in.has("type") ? "is none of clip, gap, transition" : "is missing");
    std::visit([&](auto& item) { in.fill(item); }, out);
  }
  template <class T>
  void read(const json::Tree& tree, std::vector<T>& out, const Place& place, Bounds) {
    const auto* array = as<json::Array>(tree, place, "a list");
    if (!array) return;
    for (std::size_t i = 0; i < array->items.size() && !error_; ++i) {
      read(array->items[i], out.emplace_back(), Place{&place, {}, i}, {});
    }
  }
  template <class T>
  requires requires(T& t) { t.extra; }
  void read(const json::Tree& tree, T& out, const Place& place, Bounds) { Input(error_, tree, place).fill(out); }

 public:
  template <class T>
  void fill(T& object) {
    if (error_) return;
    document::describe(*this, object);
    if constexpr (std::is_same_v<T, Clip>) complete(object);
    extra(object.extra);
  }

 private:
  // Of duration and source_range one is enough: the other follows by the speed; both follow from a retiming.
  void complete(Clip& clip) {
    if (error_) return;
    const Speed s = clip.speed;
    if (s.num < -1'000'000 || s.num > 1'000'000 || s.den > 1'000'000) {
      return fail(Place{&place_, "speed"}, "has a part beyond 1000000");
    }
    if (!clip.retime.empty()) {
      if (!has("source_range")) clip.source_range = span_of(clip.retime);
      if (!has("duration")) clip.duration = std::max(Time{}, clip.retime.back().at);
      return;
    }
    const std::int64_t num = s.num < 0 ? -s.num : s.num;
    if (!has("source_range")) {
      const std::int64_t limit = num ? muldiv_floor(document::longest, s.den, num) : document::longest;
      if (clip.duration.ticks > limit)
        return fail(Place{&place_, "duration"}, "covers too much of the source at this speed");
      clip.source_range = {{}, {muldiv_round(clip.duration.ticks, num, s.den)}};
    } else if (!has("duration") && num) {
      const std::int64_t limit = muldiv_floor(document::longest, num, s.den);
      if (clip.source_range.duration().ticks > limit)
        return fail(Place{&place_, "source_range"}, "is too long at this speed");
      clip.duration = {muldiv_round(clip.source_range.duration().ticks, s.den, num)};
    }
  }

  std::optional<Error>& error_;
  const Place& place_;
  const json::Object* object_ = nullptr;
  std::vector<char> used_;
};

// An object without an id gets one, so that edits can name it.
void name_the_nameless(Timeline& timeline) {
  Ids ids(timeline);
  for (Track& track : timeline.tracks) {
    if (track.id.empty()) track.id = ids.next("t");
    for (Item& item : track.items) {
      if (auto* clip = std::get_if<Clip>(&item)) {
        if (clip->id.empty()) clip->id = ids.next("c");
        for (Effect& effect : clip->effects)
          if (effect.id.empty()) effect.id = ids.next("e");
      } else if (auto* transition = std::get_if<Transition>(&item); transition && transition->id.empty()) {
        transition->id = ids.next("x");
      }
    }
    for (Effect& effect : track.effects)
      if (effect.id.empty()) effect.id = ids.next("e");
  }
  for (Effect& effect : timeline.master)
    if (effect.id.empty()) effect.id = ids.next("e");
  for (Marker& marker : timeline.markers)
    if (marker.id.empty()) marker.id = ids.next("m");
}

Result<Project> read_project(std::string_view text) {
  auto tree = json::parse(text);
  if (!tree) return std::move(tree).error();
  std::optional<Error> error;
  const Place root;
  Project project;
  Input in(error, *tree, root);
  if (!error) {
    std::int64_t version = 0;
    if (!in.has("rushes_project"))
      return Error{Errc::invalid, "rushes_project: is missing, so this is no Rushes project"};
    in("rushes_project", version, {1, std::numeric_limits<std::int64_t>::max()});
    if (!error && version > Project::schema) {
      return Error{Errc::invalid, "rushes_project: is version " + std::to_string(version) +
                                      ", and this Rushes reads up to " + std::to_string(Project::schema) +
                                      "; open it with a newer one"};
    }
    in.fill(project);
  }
  if (error) return std::move(*error);
  name_the_nameless(project.timeline);
  for (NestedTimeline& nested : project.timelines) name_the_nameless(nested.timeline);
  if (auto valid = validate(project); !valid) return std::move(valid).error();
  return project;
}

}  // namespace

Result<Project> project_from_json(std::string_view text) {
  auto project = read_project(text);
  if (!project) return json::readable(std::move(project).error());
  return project;
}

Result<Timeline> timeline_from_json(std::string_view text) {
  auto tree = json::parse(text);
  if (!tree) return json::readable(std::move(tree).error());
  std::optional<Error> error;
  const Place root;
  Timeline timeline;
  Input(error, *tree, root).fill(timeline);
  if (error) return json::readable(std::move(*error));
  return timeline;
}

}  // namespace rushes
