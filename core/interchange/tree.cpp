#include "core/interchange/tree.hpp"

#include "core/project/json_writer.hpp"

#include <cmath>

namespace rushes::interchange {

const Tree* get(const Tree& object, std::string_view name) {
  const auto* o = std::get_if<json::Object>(&object.value);
  for (std::size_t i = 0; o && i < o->names.size(); ++i)
    if (o->names[i] == name) return &o->items[i];
  return nullptr;
}

Tree* get(Tree& object, std::string_view name) { return const_cast<Tree*>(get(std::as_const(object), name)); }

const Tree* get(const Tree& object, std::string_view a, std::string_view b) {
  const Tree* inner = get(object, a);
  return inner ? get(*inner, b) : nullptr;
}

std::string text_of(const Tree* tree, std::string_view otherwise) {
  const auto* s = tree ? std::get_if<std::string>(&tree->value) : nullptr;
  return s ? *s : std::string(otherwise);
}

std::optional<double> number_of(const Tree* tree) {
  if (!tree) return {};
  if (const auto* i = std::get_if<std::int64_t>(&tree->value)) return static_cast<double>(*i);
  if (const auto* u = std::get_if<std::uint64_t>(&tree->value)) return static_cast<double>(*u);
  if (const auto* d = std::get_if<json::Decimal>(&tree->value)) return d->value;
  return {};
}

bool truth_of(const Tree* tree, bool otherwise) {
  const auto* b = tree ? std::get_if<bool>(&tree->value) : nullptr;
  return b ? *b : otherwise;
}

const std::vector<Tree>* list_of(const Tree* tree) {
  const auto* a = tree ? std::get_if<json::Array>(&tree->value) : nullptr;
  return a ? &a->items : nullptr;
}

Tree object(std::vector<std::pair<std::string, Tree>> members) {
  json::Object o;
  for (auto& [name, value] : members) {
    o.names.push_back(std::move(name));
    o.items.push_back(std::move(value));
  }
  return {std::move(o)};
}

Tree list(std::vector<Tree> items) { return {json::Array{std::move(items)}}; }
Tree text(std::string value) { return {std::move(value)}; }

Tree number(double value) {
  if (value == std::floor(value) && std::abs(value) < 0x1p63) return {static_cast<std::int64_t>(value)};
  json::Writer spelled(true);
  spelled.value(value);
  return {json::Decimal{value, spelled.take()}};
}

void set(Tree& object, std::string_view name, Tree value) {
  if (!std::holds_alternative<json::Object>(object.value)) object = Tree{json::Object{}};
  if (Tree* there = get(object, name)) {
    *there = std::move(value);
    return;
  }
  auto& o = std::get<json::Object>(object.value);
  o.names.emplace_back(name);
  o.items.push_back(std::move(value));
}

void erase(Tree& object, std::string_view name) {
  auto* o = std::get_if<json::Object>(&object.value);
  for (std::size_t i = 0; o && i < o->names.size(); ++i)
    if (o->names[i] == name) {
      o->names.erase(o->names.begin() + static_cast<std::ptrdiff_t>(i));
      o->items.erase(o->items.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
}

bool empty(const Tree& tree) {
  if (const auto* o = std::get_if<json::Object>(&tree.value)) return o->names.empty();
  if (const auto* a = std::get_if<json::Array>(&tree.value)) return a->items.empty();
  return std::holds_alternative<std::nullptr_t>(tree.value);
}

bool equal(const Tree& a, const Tree& b) {
  if (const auto* x = std::get_if<json::Object>(&a.value), *y = std::get_if<json::Object>(&b.value); x || y) {
    if (!x || !y || x->names.size() != y->names.size()) return false;
    for (std::size_t i = 0; i < x->names.size(); ++i) {
      const Tree* other = get(b, x->names[i]);
      if (!other || !equal(x->items[i], *other)) return false;
    }
    return true;
  }
  if (const auto* x = list_of(&a), *y = list_of(&b); x || y) {
    if (!x || !y || x->size() != y->size()) return false;
    for (std::size_t i = 0; i < x->size(); ++i)
      if (!equal((*x)[i], (*y)[i])) return false;
    return true;
  }
  if (const auto x = number_of(&a), y = number_of(&b); x || y) return x == y;
  return json::compact(a) == json::compact(b);
}

Tree extra_tree(const std::string& extra) {
  if (extra.empty()) return object();
  auto tree = json::parse(extra);
  return tree && std::holds_alternative<json::Object>(tree->value) ? *std::move(tree) : object();
}

std::string extra_text(const Tree& tree) { return empty(tree) ? std::string() : json::compact(tree); }

}  // namespace rushes::interchange
