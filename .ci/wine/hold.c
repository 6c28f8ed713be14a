/* hold FILE MILLISECONDS: keeps a file open as office programs do, shared for reading and writing but not for deleting,
   so that it cannot be replaced meanwhile. Prints a line once it is open. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments) {
    if (count < 3) return 2;
    HANDLE file = CreateFileW(arguments[1], GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    puts("open");
    fflush(stdout);
    Sleep((DWORD)wcstoul(arguments[2], NULL, 10));
    CloseHandle(file);
    return 0;
}
