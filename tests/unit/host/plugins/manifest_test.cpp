#include "host/plugins/manifest.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <ostream>
#include <string>

namespace rushes::host {
namespace {

using testing::HasSubstr;

std::string with_plugins(const std::string& plugins, const std::string& library = "lib/x.so") {
  return R"({"rushes_manifest": 1, "abi": "1.0", "library": ")" + library +
         R"(", "network": ["api.example.org"], "secrets": ["KEY"], "plugins": [)" + plugins + "]}";
}
std::string with_param(const std::string& param) {
  return with_plugins(R"({"id": "a.b", "kind": "effect", "params": [)" + param + "]}");
}

TEST(Manifest, ReadsWhatTheToolWrites) {
  const auto m =
      parse_manifest(with_plugins(R"({"id": "a.b", "kind": "effect", "name": "N", "vendor": "V", "version_text": "1.2",
    "version": 3, "license": "MIT", "description": "D", "traits": 18446744073709551615, "inputs": 2, "requires": ["rushes.host.log/1"],
    "params": [{"id": "p", "label": "P", "type": 4, "unit": 1, "flags": 5, "initial": [1, 2.5, 0, 0], "min": null, "max": 9, "text": "k",
                "choices": ["k", "l"], "choice_labels": ["K", "L"], "since_version": 2}]})"));
  ASSERT_TRUE(m) << m.error().message;
  EXPECT_EQ(m->library, "lib/x.so");
  ASSERT_EQ(m->rows.size(), 1u);
  const PluginRow& r = m->rows[0];
  EXPECT_EQ(r.state, PluginState::ok) << r.reason;
  EXPECT_EQ(r.id, "a.b");
  EXPECT_EQ(r.kind, "effect");
  EXPECT_EQ(r.version, 3u);
  EXPECT_EQ(r.traits, ~std::uint64_t{0});
  EXPECT_EQ(r.inputs, 2u);
  EXPECT_EQ(r.needs, std::vector<std::string>{"rushes.host.log/1"});
  EXPECT_EQ(r.network, std::vector<std::string>{"api.example.org"});
  EXPECT_EQ(r.secrets, std::vector<std::string>{"KEY"});
  EXPECT_EQ(r.abi, "1.0");
  ASSERT_EQ(r.params.size(), 1u);
  const ParamRow& p = r.params[0];
  EXPECT_EQ(p.type, 4);
  EXPECT_EQ(p.flags, 5u);
  EXPECT_EQ(p.initial[1], 2.5);
  EXPECT_TRUE(std::isinf(p.min) && p.min < 0);
  EXPECT_EQ(p.max, 9);
  EXPECT_EQ(p.soft_max, 9);
  EXPECT_EQ(p.choice_labels, (std::vector<std::string>{"K", "L"}));
  EXPECT_EQ(p.since_version, 2u);
}

TEST(Manifest, OneMalformedPluginLeavesItsNeighbours) {
  const auto m = parse_manifest(
      with_plugins(R"({"id": "bad", "kind": "effect", "version": "new"}, {"id": "good", "kind": "effect"}, 7)"));
  ASSERT_TRUE(m);
  ASSERT_EQ(m->rows.size(), 3u);
  EXPECT_EQ(m->rows[0].state, PluginState::failed);
  EXPECT_THAT(m->rows[0].reason, HasSubstr("\"version\" must be a whole number"));
  EXPECT_EQ(m->rows[1].state, PluginState::ok);
  EXPECT_EQ(m->rows[2].state, PluginState::failed);
}

struct Case {
  const char* name;
  std::string text;
  const char* reason;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class HostileDocument : public testing::TestWithParam<Case> {};
TEST_P(HostileDocument, IsRefusedWithASentence) {
  const auto m = parse_manifest(GetParam().text);
  ASSERT_FALSE(m);
  EXPECT_THAT(m.error().message, HasSubstr(GetParam().reason));
}
INSTANTIATE_TEST_SUITE_P(
    Manifest, HostileDocument,
    testing::Values(
        Case{"empty", "", "cannot be read"}, Case{"cut", R"({"rushes_manifest": 1, "pl)", "cannot be read"},
        Case{"not_an_object", "[1]", "not an object"},
        Case{"not_json",
             "\x7f"
             "ELF",
             "cannot be read"},
        Case{"bad_utf8", "{\"rushes_manifest\": 1, \"abi\": \"\xff\xfe\"}", "cannot be read"},
        Case{"nan", R"({"rushes_manifest": NaN})", "cannot be read"},
        Case{"huge_number", with_param(R"({"id": "p", "type": 1, "min": 1e999})"), "cannot be read"},
        Case{"deep", std::string(100000, '['), "nested deeper"},
        Case{"deep_in_place", R"({"rushes_manifest": 1, "x": )" + std::string(40, '[') + std::string(40, ']') + "}",
             "nested deeper"},
        Case{"large", std::string(max_manifest_bytes + 1, ' '), "larger than 4 MiB"},
        Case{"no_marker", R"({"plugins": []})", "rushes_manifest"},
        Case{"other_abi", R"({"rushes_manifest": 1, "abi": "2.0", "library": "x", "plugins": []})", "ABI 2.0"},
        Case{"abi_is_a_number", R"({"rushes_manifest": 1, "abi": 1.0, "library": "x", "plugins": [{}]})",
             "\"abi\" must be a string"},
        Case{"no_plugins", with_plugins(""), "\"plugins\" must be"},
        Case{"library_above", with_plugins(R"({"id": "a"})", "lib/../../x.so"), "leaves the bundle"},
        Case{"library_absolute", with_plugins(R"({"id": "a"})", "/lib/x.so"), "leaves the bundle"},
        Case{"library_with_nul", with_plugins(R"({"id": "a"})", "x\\u0000.so"), "NUL"}),
    [](const auto& tested) { return tested.param.name; });

class HostileEntry : public testing::TestWithParam<Case> {};
TEST_P(HostileEntry, IsListedWithItsReason) {
  const auto m = parse_manifest(GetParam().text);
  ASSERT_TRUE(m) << m.error().message;
  ASSERT_EQ(m->rows.size(), 1u);
  EXPECT_EQ(m->rows[0].state, PluginState::failed);
  EXPECT_THAT(m->rows[0].reason, HasSubstr(GetParam().reason));
}
INSTANTIATE_TEST_SUITE_P(
    Manifest, HostileEntry,
    testing::Values(
        Case{"no_id", with_plugins(R"({"kind": "effect"})"), "\"id\" is missing"},
        Case{"id_is_a_path", with_plugins(R"({"id": "../x", "kind": "effect"})"), "\"id\" must be 1 to 128"},
        Case{"id_too_long", with_plugins(R"({"kind": "effect", "id": ")" + std::string(129, 'a') + "\"}"),
             "\"id\" must be"},
        Case{"kind_unknown", with_plugins(R"({"id": "a", "kind": "spell"})"), "\"kind\" must be"},
        Case{"version_negative", with_plugins(R"({"id": "a", "kind": "effect", "version": -1})"), "not negative"},
        Case{"version_too_large", with_plugins(R"({"id": "a", "kind": "effect", "version": 4294967296})"),
             "whole number"},
        Case{"traits_a_fraction", with_plugins(R"({"id": "a", "kind": "effect", "traits": 1.5})"), "\"traits\""},
        Case{"params_an_object", with_plugins(R"({"id": "a", "kind": "effect", "params": {}})"),
             "\"params\" must be an array"},
        Case{"requires_numbers", with_plugins(R"({"id": "a", "kind": "effect", "requires": [1]})"), "array of strings"},
        Case{"param_without_id", with_param(R"({"type": 1})"), "\"id\" is missing"},
        Case{"param_a_string", with_param(R"("amount")"), "must be an object"},
        Case{"param_twice", with_param(R"({"id": "p", "type": 1}, {"id": "p", "type": 1})"),
             "two parameters are named \"p\""},
        Case{"param_min_text", with_param(R"({"id": "p", "type": 1, "min": "0"})"),
             "parameter \"p\": \"min\" must be a finite number"},
        Case{"param_initial_null", with_param(R"({"id": "p", "type": 1, "initial": [null]})"),
             "\"initial\" must be a finite number"},
        Case{"param_initial_long", with_param(R"({"id": "p", "type": 1, "initial": [0,0,0,0,0]})"), "at most 4"},
        Case{"labels_unlike_choices",
             with_param(R"({"id": "p", "type": 4, "choices": ["a"], "choice_labels": ["A", "B"]})"), "as many"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Manifest, NamesTraits) {
  EXPECT_EQ(trait_names(1u << 0 | 1u << 9), (std::vector<std::string>{"deterministic", "transition"}));
}

}  // namespace
}  // namespace rushes::host
