#include "plugins/engines/composer/synth/soundfont.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace composer {
namespace {

namespace fs = std::filesystem;

constexpr const char* places[] = {"/usr/share/sounds/sf3/MuseScore_General_Lite.sf3",
                                  "/usr/share/sounds/sf3/MuseScore_General_Full.sf3",
                                  "/usr/share/sounds/sf3/MuseScore_General.sf3",
                                  "/usr/share/sounds/sf2/MuseScore_General.sf2",
                                  "/usr/share/sounds/sf2/FluidR3_GM.sf2",
                                  "/usr/share/sounds/sf2/TimGM6mb.sf2",
                                  "/usr/share/sounds/sf3/default-GM.sf3",
                                  "/usr/share/sounds/sf2/default-GM.sf2"};

rushes::Result<std::string> hash_of(const fs::path& path) {
  // A font of 40 MB takes a tenth of a second: once per file and size.
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::uintmax_t>, std::string> known;
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  const std::lock_guard lock(mutex);
  const auto key = std::pair(path.string(), failed ? 0 : size);
  if (const auto found = known.find(key); found != known.end()) return found->second;
  std::ifstream in(path, std::ios::binary);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!in || !digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
    return rushes::Error{rushes::Errc::io, "the SoundFont " + path.string() + " cannot be read"};
  std::vector<char> buffer(1 << 20);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
    EVP_DigestUpdate(digest.get(), buffer.data(), static_cast<std::size_t>(in.gcount()));
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  EVP_DigestFinal_ex(digest.get(), bytes.data(), &length);
  std::string hex;
  for (unsigned i = 0; i < length; ++i) {
    constexpr char digits[] = "0123456789abcdef";
    hex += digits[bytes[i] >> 4];
    hex += digits[bytes[i] & 15];
  }
  return known[key] = hex;
}

rushes::Result<SoundFont> opened(const fs::path& path) {
  auto hash = hash_of(path);
  if (!hash) return std::move(hash).error();
  std::error_code failed;
  const fs::path real = fs::canonical(path, failed);
  return SoundFont{path.string(), (failed ? path : real).filename().string(), *hash};
}

}  // namespace

rushes::Result<SoundFont> find_soundfont(const std::string& wanted) {
  const char* const set = std::getenv("RUSHES_SOUNDFONT");
  const std::string named = !wanted.empty() ? wanted : set ? set : "";
  std::error_code failed;
  if (!named.empty()) {
    if (!fs::is_regular_file(named, failed))
      return rushes::Error{rushes::Errc::not_found,
                           "there is no SoundFont at " + named + ": name an .sf2 or .sf3 file that exists"};
    return opened(named);
  }
  for (const char* place : places)
    if (fs::is_regular_file(place, failed)) return opened(place);
  return rushes::Error{rushes::Errc::not_found,
                       "no SoundFont is installed, so music cannot be played: apt-get install "
                       "musescore-general-soundfont-small, or set RUSHES_SOUNDFONT"};
}

}  // namespace composer
