#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#if __GLIBC_PREREQ(2, 33)
#define HAVE_MALLINFO2
#endif
#endif

/// What the allocator has handed out in bytes; -1 where it does not tell.
static inline long allocated_bytes(void) {
#if defined(HAVE_MALLINFO2)
    struct mallinfo2 info = mallinfo2();
    return (long)(info.uordblks + info.hblkhd);
#else
    return -1;
#endif
}
