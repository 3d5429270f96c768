/* Preloaded, plays Chromium's allocator: it traps on a large request instead of refusing it. The
   processes that this one starts have an allocator of their own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>

#define LARGEST ((size_t)1 << 30)

__attribute__((constructor)) static void leave_children_alone(void) { unsetenv("LD_PRELOAD"); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  static int (*next)(void **, size_t, size_t);
  if (size >= LARGEST) abort();
  if (!next) next = (int (*)(void **, size_t, size_t))dlsym(RTLD_NEXT, "posix_memalign");
  return next(memory, alignment, size);
}
