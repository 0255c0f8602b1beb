# What every target of ours shares: the language standard, the warnings and the sanitizers.
option(RUSHES_TESTS "Build the tests" ON)
set(RUSHES_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize= (address,undefined or thread)")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(RUSHES_PLUGIN_DIR ${CMAKE_BINARY_DIR}/lib/rushes/plugins)
set_property(GLOBAL PROPERTY USE_FOLDERS ON)

# Link privately: warnings are ours, not those of whoever uses a target. Contraction is off so that the same
# source gives the same pixels whatever the optimiser finds.
add_library(rushes_options INTERFACE)
target_compile_options(rushes_options INTERFACE -Wall -Wextra -Wshadow=local -ffp-contract=off
  -Wno-missing-field-initializers   # designated initialisers name what matters
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)  # g++ 12 is wrong about std::variant
target_include_directories(rushes_options INTERFACE $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}>)

if(RUSHES_SANITIZE)
  add_compile_options(-fsanitize=${RUSHES_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${RUSHES_SANITIZE})
endif()

find_program(RUSHES_MOLD mold)
if(RUSHES_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
