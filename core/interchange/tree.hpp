// Looking into and building JSON trees.
#pragma once

#include "core/project/json_tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rushes::interchange {

using json::Tree;

const Tree* get(const Tree& object, std::string_view name);  // nullptr: no object, or no such member
Tree* get(Tree& object, std::string_view name);
const Tree* get(const Tree& object, std::string_view a, std::string_view b);
std::string text_of(const Tree* tree, std::string_view otherwise = {});
std::optional<double> number_of(const Tree* tree);
bool truth_of(const Tree* tree, bool otherwise);
const std::vector<Tree>* list_of(const Tree* tree);  // nullptr: no list

Tree object(std::vector<std::pair<std::string, Tree>> members = {});
Tree list(std::vector<Tree> items = {});
Tree text(std::string value);
Tree number(double value);                                  // a whole one as an integer
void set(Tree& object, std::string_view name, Tree value);  // in its place, else at the end
void erase(Tree& object, std::string_view name);
bool empty(const Tree& tree);              // an object or a list without anything in it, or null
bool equal(const Tree& a, const Tree& b);  // the same values; members in any order, 1 as 1.0

// `extra` of a model's object: a JSON object as text, empty = none.
Tree extra_tree(const std::string& extra);
std::string extra_text(const Tree& tree);

}  // namespace rushes::interchange
