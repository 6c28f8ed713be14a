/* Wine 8 (Debian 12) lacks this library, which every Rust program imports for one function. Newer versions of Wine have
   it. Only used under Wine. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T count) {
    return SystemFunction036(data, (ULONG)count);
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
    return TRUE;
}
