#include "plugins/engines/storyteller/prompt/wordnet.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace storyteller {
namespace {

// The next field of a line, blanks removed.
std::string_view field(std::string_view& line) {
  const std::size_t from = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t to = std::min(line.find(' ', from), line.size());
  const std::string_view out = line.substr(from, to - from);
  line.remove_prefix(to);
  return out;
}

template <class T = std::uint32_t>
T number(std::string_view s, int base = 10) {
  T v{};
  std::from_chars(s.data(), s.data() + s.size(), v, base);
  return v;
}

}  // namespace

bool WordNet::File::map(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  struct stat st {};
  if (::fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
    void* at = ::mmap(nullptr, static_cast<std::size_t>(st.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    if (at != MAP_FAILED) data = static_cast<const char*>(at), size = static_cast<std::size_t>(st.st_size);
  }
  ::close(fd);
  return data != nullptr;
}

void WordNet::File::unmap() {
  if (data) ::munmap(const_cast<char*>(data), size);
  data = nullptr, size = 0;
}

std::string_view WordNet::File::line_at(std::size_t offset) const {
  if (offset >= size) return {};
  const void* end = std::memchr(data + offset, '\n', size - offset);
  return {data + offset, end ? static_cast<std::size_t>(static_cast<const char*>(end) - data) - offset : size - offset};
}

std::string_view WordNet::File::find(std::string_view key) const {
  std::size_t lo = 0, hi = size;  // line starts lie in [lo, hi)
  while (lo < hi) {
    std::size_t mid = lo + (hi - lo) / 2;
    while (mid > lo && data[mid - 1] != '\n') --mid;
    const std::string_view line = line_at(mid);
    const std::string_view word = line.substr(0, line.find(' '));
    // The licence at the head of the index files stands on lines that begin with a blank, which sorts first.
    if (word == key) return line;
    if (word < key)
      lo = mid + line.size() + 1;
    else
      hi = mid;
  }
  return {};
}

std::optional<WordNet> WordNet::open(const std::string& folder) {
  WordNet w;
  if (!w.index_noun_.map(folder + "/index.noun") || !w.data_noun_.map(folder + "/data.noun")) return std::nullopt;
  static std::atomic<std::uint64_t> opened{0};
  w.id_ = ++opened;
  w.irregular_.map(folder + "/noun.exc");
  w.index_verb_.map(folder + "/index.verb");
  return w;
}

const WordNet* WordNet::installed() {
  static const std::optional<WordNet> net = [] {
    const char* folder = std::getenv("RUSHES_WORDNET");
    return open(folder ? folder : "/usr/share/wordnet");
  }();
  return net ? &*net : nullptr;
}

WordNet::WordNet(WordNet&& o) noexcept { *this = std::move(o); }

WordNet& WordNet::operator=(WordNet&& o) noexcept {
  std::swap(index_noun_, o.index_noun_);
  std::swap(data_noun_, o.data_noun_);
  std::swap(irregular_, o.irregular_);
  std::swap(index_verb_, o.index_verb_);
  std::swap(id_, o.id_);
  return *this;
}

WordNet::~WordNet() {
  for (File* f : {&index_noun_, &data_noun_, &irregular_, &index_verb_}) f->unmap();
}

// lemma pos synset_count pointer_count pointer... sense_count tagged_count offset...   (wndb(5WN))
std::vector<WordNet::Sense> WordNet::noun(std::string_view lemma) const {
  std::vector<Sense> out;
  std::string_view line = lemma.empty() ? std::string_view{} : index_noun_.find(lemma);
  if (line.empty()) return out;
  field(line), field(line);
  const auto synsets = number(field(line)), pointers = number(field(line));
  for (std::uint32_t i = 0; i < std::min(pointers, 64u) + 2; ++i) field(line);
  for (std::uint32_t i = 0; i < std::min(synsets, 64u); ++i) {
    const auto offset = number(field(line));
    std::string_view data = data_noun_.line_at(offset);
    if (offset == 0 || number(field(data)) != offset) continue;
    out.push_back({offset, number<int>(field(data))});
  }
  return out;
}

// offset field type word_count(hex) (word id)... pointer_count (symbol offset pos source/target)... | gloss
std::vector<std::uint32_t> WordNet::above(std::uint32_t synset) const {
  std::vector<std::uint32_t> out;
  std::string_view line = data_noun_.line_at(synset);
  if (line.empty()) return out;
  field(line), field(line), field(line);
  const auto words = number(field(line), 16);
  for (std::uint32_t i = 0; i < std::min(words, 255u) * 2; ++i) field(line);
  const auto pointers = number(field(line));
  for (std::uint32_t i = 0; i < std::min(pointers, 2000u) && !line.empty(); ++i) {
    const std::string_view symbol = field(line), offset = field(line);
    field(line), field(line);
    if (symbol == "@" || symbol == "@i") out.push_back(number(offset));
  }
  return out;
}

std::string WordNet::irregular(std::string_view plural) const {
  std::string_view line = plural.empty() || !irregular_.data ? std::string_view{} : irregular_.find(plural);
  field(line);
  return std::string(field(line));
}

bool WordNet::has_verb(std::string_view lemma) const {
  return index_verb_.data && !lemma.empty() && !index_verb_.find(lemma).empty();
}

}  // namespace storyteller
