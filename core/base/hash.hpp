// Two hashes: XXH3-128 for keys inside one process, SHA-256 for anything stored or shared.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include <rushes/result.hpp>

namespace rushes {

struct Key {
  std::uint64_t high = 0, low = 0;
  auto operator<=>(const Key&) const = default;
};
std::string to_string(const Key& key);  // 32 hex digits

// Feeds values one after the other; every value is preceded by its length or has a fixed one, so that no two sequences
// of values look alike.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Hasher& bytes(const void* data, std::size_t size);  // without its length
  Hasher& add(std::string_view text);
  Hasher& add(const Key& key) { return bytes(&key, sizeof key); }
  template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) Hasher& add(T value) {
    const auto wide = static_cast<std::int64_t>(value);
    return bytes(&wide, sizeof wide);
  }
  Hasher& add(double value);  // -0 and 0 are the same, every NaN is the same
  Key key() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

using Digest = std::array<std::uint8_t, 32>;
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(const void* data, std::size_t size);
  Digest digest();  // once

 private:
  void* context_;
};
std::string hex(const Digest& digest);
Digest sha256(std::string_view data);
Result<Digest> sha256_file(const std::string& path);

}  // namespace rushes

template <>
struct std::hash<rushes::Key> {
  std::size_t operator()(const rushes::Key& k) const noexcept { return static_cast<std::size_t>(k.low); }
};
