// librushes_stills.so: reading and writing pictures with OpenImageIO, in a library of its own, which is loaded with the
// first still. OpenImageIO brings some 190 other libraries, half a second of processor time at start, for a program that
// most often reads films (docs/decisions/0018-stills-in-a-module.md). Both sides are built together: the table is no
// stable interface.
#pragma once

#include "core/media/frame.hpp"
#include "core/media/source.hpp"

#include <rushes/result.hpp>

#include <string>

namespace rushes {

struct StillsModule {
  Result<MediaInfo> (*probe)(const std::string& path);
  Result<FramePtr> (*read)(FramePool& pool, const std::string& path);
  Result<void> (*write)(FramePool& pool, const Frame& frame, const std::string& path);
};

namespace stills {  // inside the module
Result<MediaInfo> probe(const std::string& path);
Result<FramePtr> read(FramePool& pool, const std::string& path);
Result<void> write(FramePool& pool, const Frame& frame, const std::string& path);
}  // namespace stills

}  // namespace rushes

// What the module exports.
extern "C" const rushes::StillsModule rushes_stills_module_1;
