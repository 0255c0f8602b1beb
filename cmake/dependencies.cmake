# Every third party, in one place. Targets link these PRIVATE.
include(library_dependencies)
pkg_check_modules(OIIO REQUIRED IMPORTED_TARGET OpenImageIO)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo cairo)
pkg_check_modules(LIBASS REQUIRED IMPORTED_TARGET libass)
pkg_check_modules(FLUIDSYNTH REQUIRED IMPORTED_TARGET fluidsynth)

# flite ships no pkg-config file.
find_path(FLITE_INCLUDE flite/flite.h REQUIRED)
add_library(rushes_flite INTERFACE)
target_include_directories(rushes_flite SYSTEM INTERFACE ${FLITE_INCLUDE})
target_link_libraries(rushes_flite INTERFACE flite_cmu_us_slt flite_cmu_us_rms flite_usenglish flite_cmulex flite m)

if(RUSHES_TESTS)
  find_package(GTest REQUIRED)
  find_package(PNG REQUIRED)
  find_package(rapidcheck QUIET)
  find_package(benchmark QUIET)
endif()
