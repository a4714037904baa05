"""Run with: python3 -m unittest discover -s main/emulator/tests -t main/emulator"""
