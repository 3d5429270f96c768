import boundaries from 'eslint-plugin-boundaries'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { packageRules, rooms, roomRules } from './eslint.rooms.ts'

export default defineConfig(
  { ignores: ['out/', 'node_modules/', 'test/fixtures/oracle/', 'test-results/'] },
  // AssemblyScript: looks like TypeScript and has other types.
  { ignores: ['src/main/vision/jpeg/kernel/'] },
  tseslint.configs.strict,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } }
  },
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'vue/multi-word-component-names': 'off'
    }
  },
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': rooms,
      'import/resolver': { node: { extensions: ['.ts', '.vue', '.mjs', '.js', '.json'] } }
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'allow', policies: roomRules }] }
  },
  ...packageRules,
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  prettier
)
