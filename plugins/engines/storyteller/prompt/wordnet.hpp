// WordNet's noun hierarchy, read in place: the sorted index files are mapped and searched, nothing is parsed ahead.
// Immutable after opening, so any thread may ask.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storyteller {

class WordNet {
 public:
  struct Sense {
    std::uint32_t synset = 0;
    int field = 0;  // the lexicographer's file: 5 animal, 6 artifact, 17 object, 18 person, 20 plant ...
  };

  // The installed one (environment variable RUSHES_WORDNET, else /usr/share/wordnet), opened at first use; nullptr when
  // absent.
  static const WordNet* installed();
  static std::optional<WordNet> open(const std::string& folder);

  std::vector<Sense> noun(std::string_view lemma) const;         // most frequent sense first; words joined with '_'
  std::vector<std::uint32_t> above(std::uint32_t synset) const;  // hypernyms, also of instances
  std::string irregular(std::string_view plural) const;          // "aardwolves" -> "aardwolf", or empty
  bool has_verb(std::string_view lemma) const;

  std::uint64_t id() const { return id_; }  // differs between any two that were opened

  WordNet(WordNet&&) noexcept;
  WordNet& operator=(WordNet&&) noexcept;
  ~WordNet();

 private:
  WordNet() = default;
  struct File {
    const char* data = nullptr;
    std::size_t size = 0;
    bool map(const std::string& path);
    void unmap();
    std::string_view line_at(std::size_t offset) const;
    std::string_view find(std::string_view key) const;  // the line that starts with key and a blank
  };
  File index_noun_, data_noun_, irregular_, index_verb_;
  std::uint64_t id_ = 0;
};

}  // namespace storyteller
