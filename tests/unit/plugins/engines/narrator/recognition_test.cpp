// The narrator heard by a recogniser: pocketsphinx with its US English model, where it is installed.
#include "plugins/engines/narrator/narrate.hpp"
#include "plugins/engines/narrator/polish/polish.hpp"
#include "plugins/engines/support/wav.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace narrator {
namespace {

namespace fs = std::filesystem;

// Lower-case words of the recogniser's dictionary, so that they can stand in a grammar.
constexpr std::array<const char*, 10> sentences = {"the old man walked slowly along the empty beach",
                                                   "every summer the children build castles from wet sand",
                                                   "she opened the letter and read it twice before breakfast",
                                                   "a small boat crossed the river in the morning light",
                                                   "nobody could remember when the bridge had been built",
                                                   "the train arrived late because of the heavy snow",
                                                   "he bought fresh bread and a bottle of milk at the market",
                                                   "our film begins with a quiet street in the rain",
                                                   "the mountains were blue in the distance and the air was cold",
                                                   "they talked about music until the lights went out"};

class Recognition : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v pocketsphinx_continuous >/dev/null 2>&1") != 0 ||
        !fs::exists("/usr/share/pocketsphinx/model/en-us/en-us"))
      GTEST_SKIP()
          << "pocketsphinx and pocketsphinx-en-us are not installed: apt-get install pocketsphinx pocketsphinx-en-us";
    folder_ = fs::temp_directory_path() / ("narrator_" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  // The recogniser's input: 16 kHz, 16 bits, made of every third sample after a short average against aliasing.
  fs::path heard(const Narration& narration) const {
    std::vector<float> all;
    EXPECT_TRUE(narration.write([&](std::span<const float> s) { all.insert(all.end(), s.begin(), s.end()); }, {}));
    const fs::path wav = folder_ / "speech48.wav", low = folder_ / "speech16.wav";
    const engine_support::WavFormat format{engine_support::WavSample::pcm24, output_rate, 1};
    std::string bytes = *engine_support::wav_header(format, all.size());
    const std::span<const float> channels[] = {all};
    engine_support::wav_append(format, channels, bytes);
    std::ofstream(wav, std::ios::binary) << bytes << engine_support::wav_tail(format, all.size());
    EXPECT_EQ(
        std::system(("ffmpeg -loglevel error -y -i " + wav.string() + " -ar 16000 -ac 1 -c:a pcm_s16le " + low.string())
                        .c_str()),
        0);
    return low;
  }

  std::string run(const std::string& arguments) const {
    std::string out;
    FILE* pipe = popen(
        ("pocketsphinx_continuous " + arguments + " -remove_silence no -logfn /dev/null 2>/dev/null").c_str(), "r");
    char buffer[4096];
    for (std::size_t n; pipe && (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
    if (pipe) pclose(pipe);
    return out;
  }

  fs::path folder_;
};

std::vector<std::string> words_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string w; in >> w;) out.push_back(w);
  return out;
}

std::size_t edit_distance(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t here = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = row[j];
      row[j] = here;
    }
  }
  return row[b.size()];
}

TEST_F(Recognition, TenSentencesAreUnderstood) {
  std::size_t errors = 0, total = 0;
  for (const char* sentence : sentences) {
    auto n = narrate(std::string(sentence) + ".", {}, {});
    ASSERT_TRUE(n);
    const auto wanted = words_in(sentence), got = words_in(run("-infile " + heard(*n).string()));
    errors += edit_distance(wanted, got);
    total += wanted.size();
  }
  const double rate = static_cast<double>(errors) / static_cast<double>(total);
  RecordProperty("word_error_rate", std::to_string(rate));
  std::printf("word error rate %.1f %% over %zu words\n", 100 * rate, total);
  EXPECT_LE(rate, 0.35);
}

TEST_F(Recognition, WordTimesMatchAForcedAlignment) {
  // A word for silence, so that the speech need not begin with the sound's first sample.
  const fs::path words = folder_ / "words.dict";
  fs::copy_file("/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict", words);
  std::ofstream(words, std::ios::app) << "zzsilence SIL\n";
  for (const Voice voice : {Voice::rms, Voice::slt}) {
    Options options;
    options.voice = voice;
    std::string text, grammar = "#JSGF V1.0;\ngrammar speech;\npublic <s> = zzsilence";
    for (std::size_t i = 0; i < 4; ++i) {
      text += std::string(sentences[i]) + (i == 1 ? ".\n\n" : ". ");
      text[text.size() - std::string(sentences[i]).size() - (i == 1 ? 3 : 2)] -= 'a' - 'A';
      grammar += std::string(" ") + sentences[i];
    }
    auto n = narrate(text, options, {});
    ASSERT_TRUE(n);
    const fs::path file = folder_ / "speech.gram";
    std::ofstream(file) << grammar << " ;\n";
    std::istringstream lines(
        run("-infile " + heard(*n).string() + " -time yes -dict " + words.string() + " -jsgf " + file.string()));
    std::size_t found = 0;
    double sum = 0, worst = 0;
    std::string worst_word;
    for (std::string line; std::getline(lines, line);) {
      std::istringstream fields(line);
      std::string word;
      double start, end, confidence;
      if (!(fields >> word >> start >> end >> confidence) || word[0] == '<' || word == "zzsilence") continue;
      ASSERT_LT(found, n->words().size());
      const Word& ours = n->words()[found++];
      const double error = std::abs(start - static_cast<double>(ours.start) / output_rate);
      sum += error;
      if (error > worst) worst = error, worst_word = ours.text;
    }
    ASSERT_EQ(found, n->words().size()) << "the recogniser could not align the speech";
    std::printf("%s: mean %.0f ms, worst %.0f ms (%s) over %zu words\n", voice == Voice::rms ? "rms" : "slt",
                1000 * sum / static_cast<double>(found), 1000 * worst, worst_word.c_str(), found);
    EXPECT_LE(sum / static_cast<double>(found), 0.025);
    // 50 ms, and half of the 10 ms to which the recogniser rounds.
    EXPECT_LE(worst, 0.055) << worst_word;
  }
}

}  // namespace
}  // namespace narrator
