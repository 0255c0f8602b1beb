// Project -> JSON.
#include "core/project/fields.hpp"
#include "core/project/json_writer.hpp"
#include "core/project/project.hpp"

#include <algorithm>

namespace rushes {

namespace {

using document::Bounds;

std::string fraction(std::int64_t num, std::int64_t den) {
  return den == 1 ? std::to_string(num) : std::to_string(num) + "/" + std::to_string(den);
}

class Output {
 public:
  explicit Output(json::Writer& out) : out_(out) {}

  template <class T>
  void operator()(std::string_view name, const T& value, Bounds = {}) {
    names_.push_back(name);
    out_.name(name);
    write(value);
  }

  // Text that holds an object is written as that object, no text as null. Other text stays text, which reading refuses.
  void json(std::string_view name, const std::string& text) {
    names_.push_back(name);
    out_.name(name);
    if (text.empty()) return out_.null();
    const auto tree = json::parse(text);
    if (tree && std::holds_alternative<json::Object>(tree->value))
      out_.value(*tree);
    else
      out_.value(std::string_view(text));
  }

  // The unknown fields, but never one that would hide a known one.
  void extra(const std::string& text) {
    if (text.empty()) return;
    const auto tree = json::parse(text);
    const auto* object = tree ? std::get_if<json::Object>(&tree->value) : nullptr;
    if (!object) return;
    for (std::size_t i = 0; i < object->names.size(); ++i) {
      if (std::ranges::find(names_, object->names[i]) != names_.end()) continue;
      out_.name(object->names[i]);
      out_.value(object->items[i]);
    }
  }

  void tag(std::string_view name, std::string_view value) { (*this)(name, std::string(value)); }

 private:
  void write(const std::string& text) { out_.value(std::string_view(text)); }
  void write(bool truth) { out_.value(truth); }
  void write(int number) { out_.value(std::int64_t{number}); }
  void write(std::int64_t number) { out_.value(number); }
  void write(std::uint64_t number) { out_.value(number); }
  void write(Time time) { out_.value(time.ticks); }
  void write(Rate rate) { out_.value(std::string_view(fraction(rate.num, rate.den))); }
  void write(Speed speed) { out_.value(std::string_view(fraction(speed.num, speed.den))); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void write(Enum value) { out_.value(document::names_of<Enum>.at(static_cast<std::size_t>(value))); }
  void write(const TimeRange& range) {
    out_.begin_list(true);
    write(range.start);
    write(range.end);
    out_.end_list();
  }
  void write(const std::array<double, 4>& numbers) { write_numbers(numbers, 4); }
  void write_numbers(const std::array<double, 4>& numbers, int n) {
    out_.begin_list(true);
    for (int i = 0; i < n; ++i) out_.value(numbers[static_cast<std::size_t>(i)]);
    out_.end_list();
  }
  void write(const Value& value) {
    if (value.n == 0)
      out_.value(std::string_view(value.text));
    else if (value.n == 1)
      out_.value(value.v[0]);
    else
      write_numbers(value.v, std::clamp(value.n, 0, 4));
  }
  // A constant is written as its value, a curve as an object.
  void write(const Param& param) {
    if (param.keys.empty() && param.extra.empty()) return write(param.value);
    out_.begin_object();
    Output inner(out_);
    inner("value", param.value);
    inner("keys", param.keys);
    inner.extra(param.extra);
    out_.end_object();
  }
  void write(const Params& params) {
    out_.begin_object();
    for (const auto& [name, param] : params) {
      out_.name(name);
      write(param);
    }
    out_.end_object();
  }
  void write(const Item& item) {
    static constexpr std::string_view types[] = {"clip", "gap", "transition"};
    out_.begin_object();
    Output inner(out_);
    inner.tag("type", types[item.index()]);
    std::visit([&](const auto& it) { document::describe(inner, it), inner.extra(it.extra); }, item);
    out_.end_object();
  }
  void write(const std::vector<std::string>& texts) {
    out_.begin_list(true);
    for (const std::string& text : texts) write(text);
    out_.end_list();
  }
  template <class T>
  void write(const std::vector<T>& list) {
    out_.begin_list(list.empty());
    for (const T& item : list) write(item);
    out_.end_list();
  }
  template <class T>
  requires requires(const T& t) { t.extra; }
  void write(const T& object) {
    out_.begin_object();
    Output inner(out_);
    document::describe(inner, object);
    inner.extra(object.extra);
    out_.end_object();
  }

  json::Writer& out_;
  std::vector<std::string_view> names_;
};

}  // namespace

std::string to_json(const Project& project) {
  json::Writer writer;
  writer.begin_object();
  Output out(writer);
  out("rushes_project", Project::schema);
  document::describe(out, project);
  out.extra(project.extra);
  writer.end_object();
  return writer.take() + "\n";
}

}  // namespace rushes
