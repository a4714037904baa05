"""What is wrong with a request to one of the emulator's own endpoints."""


class Problem(Exception):
    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status
